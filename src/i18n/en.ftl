brand = Puente
brand-tagline = Public registry of projects and pledges on the border of Colombia and Panamá
skip-to-content = Skip to content
demo-banner = Demonstration: the partners, pledges and amounts registered here are invented.
language-switch = Español
nav-label = Sections
nav-menu = Menu
nav-account = Sign in
nav-account-label = Your account
sign-out = Sign out
breadcrumbs-label = Path
footer-licence = The data are public: you may copy and use them if you cite Puente (CC BY 4.0).
footer-as-of = Data as of { $date }.
footer-data-version = Data version: { $version }.
footer-address = This page:
field-optional = (optional)
field-error-prefix = Error:
error-summary-title = Check these answers before you go on
search-button = Search
figure-unknown = no figure
facets-title = Filter
facets-clear = Remove all filters
facet-remove = Remove the filter
pager-label = Pages
pager-first = To the beginning
pager-previous = Previous
pager-next = Next
event-number = Event { $number }
step-done = (done)

## How each figure is worked out
methodology-title = How each figure is worked out
methodology-description = What Puente counts, what it does not count, and how you can do the sum again.
methodology-lede = This page says what Puente counts, what it does not count, and how you can do the sum again.
methodology-contents = On this page
methodology-short = In a few words
methodology-short-verified = Only pledges (non-binding promises) that are verified and published count. A pledge is neither a contract nor a payment.
methodology-short-apart = Pledged, signed and received stand side by side. They are never added together.
methodology-short-gap = A pledge does not make the gap smaller. Only a signed agreement does.
methodology-short-rate = What cannot be converted to dollars stands apart, in its own currency. It is never counted as 0.
methodology-short-boundary = Every figure is of something: the plan, a country, a place, a project. When you quote it, say of what.
methodology-figures = The figures
methodology-requirement = Project requirement
methodology-requirement-text = The sum of its budget lines, in one currency. Registered projects count, except drafts and cancelled ones.
methodology-pledged = Pledged
methodology-pledged-text = The sum of the money pledges that are verified and published, with their increases and reductions. If a pledge is withdrawn or lapses later, this figure does not go down: what was promised stays in sight.
methodology-outstanding = Outstanding
methodology-outstanding-text = Pledged, less what was withdrawn and what lapsed; also less what was signed. It stays at the rate of the day of the pledge. It is the part of the promises that still stands.
methodology-committed = Signed
methodology-committed-text = Firm obligations in writing, dated by their signature, less what was terminated. A board’s approval is not a signature. What was signed without a pledge counts and is shown apart.
methodology-paid = Paid
methodology-paid-text = Payments confirmed by whoever receives them, less adjustments and refunds. What only the payer declares, and what is disputed, stands apart. Silence does not confirm.
methodology-gap = Gap
methodology-gap-text = The project requirement less what is signed. It never goes below zero.
methodology-in-kind = In kind
methodology-in-kind-text = Goods and technical help, at the value that the provider puts on them. Not added to the money. What is withdrawn or lapses is taken off.
methodology-covered-text = The part of what is given in kind that an officer accepted for a line of the budget, as long as the pledge stands. It is no money and does not reduce the gap. When the pledge is withdrawn, lapses or shrinks, what was accepted last is taken off first.
methodology-guarantees = Guarantees
methodology-guarantees-text = They are not cash and are not added to the money. What is withdrawn or lapses is taken off.
methodology-once = Money is counted once
methodology-once-steps = The same money can take three steps: pledge, signed agreement and payment. Each step has its figure. If you add them, you count the same money two or three times.
methodology-once-target = A pledge goes to one thing: a project, a place, a pillar or the whole plan. It is counted once, at that level. We do not share it out among projects on our own account. If whoever pledges earmarks a part to a project, that part counts there and no longer at large.
methodology-once-rows = Facts about money are neither edited nor erased. A withdrawal or a lapse is a new fact that subtracts; the first one stays.
methodology-verification = What “verified” means
methodology-verification-means = To verify is to check that the promise was made: who promises, how much, for what and since when. A programme officer of the country does it.
methodology-verification-eyes = Whoever wrote or submitted a pledge may not verify it. Two people always take part. This is the four-eyes check, and the database demands it too.
methodology-verification-more = Nothing moves a figure upwards on the word of one party alone. The same two pairs of eyes see, before it is published or counted:
methodology-verification-more-revision = an increase of a verified pledge (a reduction counts at once);
methodology-verification-more-commitment = an agreement that no pledge came before;
methodology-verification-more-expenditure = an expenditure beyond the payments that the organisation confirmed on the project and the agreements that it signed there with itself.
methodology-verification-unusual = When it is verified, everything is checked again as it is on that day; its date and its rate are those of its own day. Where an agreement is more than what the project still seeks, a pledge more than ten times what it costs, or no rate tells, the officer states in public why it is right. Whoever gives signs with itself only where it carries the project out. No single amount may be worth more than a bound that the registry sets, ten billion dollars if nobody changed it.
methodology-verification-not = Verified does not mean:
methodology-verification-not-money = that the money is already available, signed or handed over;
methodology-verification-not-vetted = that Puente has vetted the provider or the origin of the money;
methodology-verification-not-kept = that the promise will be kept.
methodology-verification-embargo = A pledge can carry a date of publication (an embargo). Until that day it is neither published nor counted, even if it is already verified.
methodology-states = The states of a pledge
methodology-states-state = State
methodology-states-meaning = What it means
methodology-states-figures = In the figures
methodology-states-out = Neither published nor counted
methodology-states-in = Published and counted, unless under embargo
methodology-states-ended = Stays in “pledged”; leaves “outstanding”
methodology-state-draft = Draft
methodology-state-draft-text = It is still being written.
methodology-state-submitted = Submitted
methodology-state-submitted-text = It waits for the programme’s answer.
methodology-state-returned = Returned
methodology-state-returned-text = The programme asks for a change and says why.
methodology-state-declined = Declined
methodology-state-declined-text = The programme does not accept it and says why.
methodology-state-verified = Verified
methodology-state-verified-text = It was checked that the promise was made.
methodology-state-withdrawn = Withdrawn
methodology-state-withdrawn-text = Whoever made it took it back. The reason is public.
methodology-state-lapsed = Lapsed
methodology-state-lapsed-text = What was not signed ceased to hold. The reason is public.
methodology-late = When a payment is late
methodology-late-promised = A payment planned in a pledge is late from the day after its own while it is not signed. Once the pledge’s validity is over, that is said instead, and no days late are counted.
methodology-late-agreed = A payment planned in an agreement is late while it is not declared. If the agreement names no dates, those of the pledge hold. The time that a receiver takes to answer is not the provider’s lateness.
methodology-late-back = What was paid and refunded, or signed and then ended, is open from the day it went back, with the reason given. If that was at another’s initiative, nobody is shown as late. Whoever is late gains no days by signing or by ending: what was late already when it was signed, and whose agreement its provider then ended, is late from the planned date; and if the agreement itself was late, from the day on which that began. What fell short because less was paid counts from the planned date.
methodology-late-others = A condition that another party must meet stops the clock, and the page says whom it depends on. It stops from the day on which it was recorded until the day on which it was met.
methodology-late-order = What is signed and what is paid goes to the oldest date first. What has no date is not late.
methodology-gap-rules = How the gap is worked out
methodology-gap-open = Only registered projects that are seeking funding or in implementation count.
methodology-gap-suspended = A suspended project does not add. If it resumes, it counts again.
methodology-gap-sum = The gap of a place, a pillar or the plan is the sum of what each project lacks. What one has to spare does not cover another.
methodology-gap-currency = What a project lacks is measured in the currency of its budget. To add up, it is turned into dollars at the rate of the day of the budget.
methodology-gap-today = As long as signed agreements are not recorded, the gap of an open project equals its requirement.
methodology-example = An invented example
methodology-example-note = The promises change; the gap does not.
methodology-example-step = What happens
methodology-example-start = The project seeks funding
methodology-example-pledge = A pledge of USD 40 000 is verified
methodology-example-withdrawal = The partner withdraws the pledge
methodology-dollars = How amounts become dollars
methodology-dollars-why = Each amount keeps its currency. The United States dollar (USD) serves only to compare and to add.
methodology-dollars-once = Each amount is converted at the rate of its day: a pledge, at that of the day it was made; an agreement, at that of its signature; a payment, at that of the day it was paid; a project’s cost, at that of its budget. If a rate comes late or is corrected, the amount gets a new conversion, with its own event, and the newest one counts.
methodology-dollars-drawn = An agreement in another currency than its pledge says how much of the pledge it uses up, and a payment how much of its agreement. That is compared with what the amount is worth at the rate of its day, or else at the last known one, and may differ by a quarter at most: the rate of a bank is not the published one. This way little of a promise never stands behind a large signature. If more was agreed, the pledge is raised first and an officer verifies it.
methodology-dollars-rates = Each rate has a date and a source. We use that of the day or, if there is none, the latest of the seven days before. Failing that, the month’s average; then the year’s.
methodology-dollars-balboa = The balboa (PAB) is worth the same as the dollar.
methodology-dollars-rounding = Amounts are rounded to the cent. An exact half goes to the even cent.
methodology-dollars-back = What is taken off is worth a part of what it is taken from, at the same rate: a withdrawal or a lapse, of the pledge; a termination, of the agreement; an adjustment or a refund, of the payment.
methodology-dollars-exchange = The effect of exchange is what is signed at the rate of the signature less the same at the rate of the pledge, and what is paid at the rate of the payment less the same at that of the signature. It has its own line.
methodology-dollars-missing = If there is no rate, the amount is “not converted”: it is shown apart, in its currency, and stays out of the total in dollars.
methodology-outside = What stays out of the money totals
methodology-outside-unverified = Pledges that are drafts, submitted, returned or declined, and verified ones under embargo.
methodology-outside-in-kind = Goods, technical help and guarantees: they have their own columns.
methodology-outside-rate = What is not converted: it stands apart, by currency.
methodology-outside-documented = The amounts of documented projects.
methodology-outside-area = In the totals by place, the part of a project that lies outside the area: it stands apart, as “outside the area”.
methodology-shares = Percentages and shares
methodology-shares-hundred = Each registered project shares its money out by sector and, where known, by place. Each division adds to exactly 100%.
methodology-shares-unsplit = If a project has several places and nobody knows how much goes to each, its amount stands as “unsplit”. So do pledges to a pillar or to the whole plan.
methodology-shares-remainder = When an amount is shared out, the cents left over go to the parts with the largest remainder; of two equal remainders, to the part that comes first on the project’s page. So the parts always add to the whole.
methodology-shares-twice = Totals by place and by territory look at the same money in two ways. Do not add them.
methodology-boundaries = What a total is of
methodology-boundaries-of = Total of
methodology-boundaries-holds = What it includes
methodology-boundary-plan = Plan
methodology-boundary-plan-text = All registered projects and all published pledges, including those that are for no project.
methodology-boundary-country = Country
methodology-boundary-country-text = Colombia, Panamá and binational, each on its own. What is binational is not repeated under the countries. In the list of projects, the country filter does find it under both.
methodology-boundary-place = Place
methodology-boundary-place-text = Department or province, municipality or district, corregimiento, community. Each place includes what lies within it.
methodology-boundary-territory = Territory
methodology-boundary-territory-text = The collective territories that the registry knows: for now, the comarcas.
methodology-boundary-pillar = Pillar
methodology-boundary-pillar-text = Poverty reduction, public services, jobs or sustainable economy. Each project has one.
methodology-boundary-sector = Sector
methodology-boundary-sector-text = Five-digit code of the OECD (DAC). Pledges that are for no project have no sector.
methodology-boundary-class = Class of organisation
methodology-boundary-class-text = By whose money it is: what it pledges, signs and pays. It has no cost and no gap.
methodology-boundary-partner = Partner
methodology-boundary-partner-text = What one organisation pledges, signs and pays. Of a joint pledge its share counts, where that is known.
methodology-boundary-project = Project
methodology-boundary-project-text = Its cost, its pledges, its agreements, its payments and its gap.
methodology-boundary-year = Year
methodology-boundary-year-text = The year of each step: that of the pledge, of the signature and of the payment. It has no cost and no gap.
methodology-documented = Documented projects
methodology-documented-what = Some projects were compiled from public sources. They bear the mark “documented” and a link to their source. Their funders have not confirmed them here.
methodology-documented-money = Their amounts are shown as the source gives them and enter no total. They take no pledges until the programme adopts them as registered.
methodology-recompute = How to do the sum again
methodology-recompute-chain = Download the public history and check its chain.
methodology-recompute-entries = Find the events that have “entry”: each is a row. Take those that say “financial” in the field “support”. Amounts are in the smallest unit of the currency: in dollars, cents.
methodology-recompute-valuation = What a row is worth stands in it: “usd_minor” in dollars and “parent_rate_usd_minor” at the rate of what it comes from. Where later events have “conversion” or “valuations” with an “entry” that is the row’s “id”, the last one counts; “conversion” changes only “usd_minor”.
methodology-recompute-pots = Rows that take away (“withdrawal”, “lapse”, “termination”, “refund”, “adjustment”, and a “revision” or “earmarking” downwards) say what they are worth like the others, with a minus sign: nobody needs the rates of other rows.
methodology-recompute-taking = How they get it: what is taken away is worth amount × what the balance is worth ÷ balance, rounded to the cent (an exact half, to the even cent); what takes all takes all of the worth. The balance is that of the “parent” for a “termination”, “adjustment” or “refund”, and what is outstanding of the pledge for the rest.
methodology-recompute-pledged = Pledged: add what the rows “pledge” and “revision” are worth; negative ones with their sign.
methodology-recompute-outstanding = Outstanding: add what the rows “pledge”, “revision”, “earmarking”, “withdrawal” and “lapse” are worth, and take off the “parent_rate_usd_minor” of each “commitment” and “termination” that has a “pledge”.
methodology-recompute-committed = Signed: add what the rows “commitment” and “termination” are worth. What that differs from their “parent_rate_usd_minor” is the effect of exchange rates.
methodology-recompute-paid = Paid: add what the payments (“disbursement”) are worth with their “adjustment” and “refund” rows, whose “parent” they are, if the last event with “receipt” says “confirm” or “resolve” in “kind”; its “entry” is the “id” of the payment. With “dispute” it is disputed; without “receipt”, only declared.
methodology-recompute-rate = Null means that a rate is missing: the row is not converted. Add its “amount_minor” apart, by currency; from outstanding a “commitment” then takes its “drawdown_minor”, in the currency of the pledge.
methodology-recompute-compare = Compare with the figures of the plan. Both files must reach the same event number: the field “as_of”.
methodology-recompute-projects = Cost and gap: in the JSON list of projects, add “requirement_usd” and “gap_usd”, in “breakdown”: they are what counts in the plan. Null means that the rate is missing.
methodology-recompute-verify = Whoever runs the registry can also run “puente verify”: it checks the chain row by row and works all totals out again.
methodology-link-data = Data: downloads and verifying
methodology-link-summary = Figures of the plan (JSON)
methodology-link-projects = List of projects (JSON)
methodology-link-activity = Public history, event by event
methodology-quote = How to quote a figure
methodology-quote-what = Say what the figure is of, whether it is pledged, signed or received, and which data version you used: it stands at the foot of the page.
methodology-quote-verb = Of a pledged figure write “was pledged”. Do not write “was invested” or “was delivered”.
methodology-quote-example = Example: “Money pledged and verified, whole plan. Source: Puente, data version 184.”

## Personal data
privacy-title = What personal data Puente keeps
privacy-description = What personal data Puente keeps, what for, for how long, and what you can ask for.
privacy-lede = Puente is a public registry of projects and pledges, not of people. It keeps as little about people as it can.
privacy-reading = If you only read
privacy-reading-no-account = You need no account and need not give your name.
privacy-reading-no-analytics = There are no analytics and no advertising. The pages load nothing from other sites.
privacy-reading-no-address = Puente does not keep your IP address. Of whoever tries to sign in it keeps for a day a digest from which nobody can work out the address. Whoever hosts the server may keep technical records of their own.
privacy-reading-language = A cookie may remember the language you choose. It does not say who you are.
privacy-account = If you have an account
privacy-account-intro = We keep:
privacy-account-data = your e-mail address, your name, your role, your organisation or the countries you look after, and your language;
privacy-account-password = your password, in a form that nobody can read;
privacy-account-session = your sessions: when each began, when it was last used and with which browser and system (“Firefox · Android”), so that you recognise yours; a cookie keeps it open until you sign out, or 12 hours at most;
privacy-account-audit = what each account did and when, to know who submitted a pledge and who verified it;
privacy-account-attempts = attempts to sign in, with a digest of the e-mail in place of the e-mail, and a digest of the network, another one each day, in place of the IP address, to stop abuse;
privacy-account-device = that you have signed in on a device: a cookie remembers it, so that other people’s attempts do not close the door to you;
privacy-account-letters = the letters that we send you by e-mail.
privacy-account-use = We use these data only to let you in, to write to you and to protect the registry. We do not sell them or give them to third parties. Letters leave through the mail server that this registry’s administrator uses.
privacy-public = What is public
privacy-public-facts = Projects and verified pledges are public: the organisation that promises, the amount, the dates, the state, and the reasons for a withdrawal or a lapse.
privacy-public-actors = In the public history nobody appears by name or e-mail address. At most, the organisation and the role are shown.
privacy-public-texts = What you write in a project or a pledge may be published. Do not write personal data; give an office in place of a name.
privacy-erasing = Erasing a public text
privacy-erasing-ask = If a public text holds personal data that should not be there, ask for it to be erased. The registry’s administrator can take it out of the public history.
privacy-erasing-trace = It stays in sight that there was a text and that it was erased, but not what it said. The history can still be checked, because there the text stands only as a digest.
privacy-how-long = For how long
privacy-how-long-session = Session: until you sign out, or 12 hours.
privacy-how-long-attempts = Digests of attempts to sign in: a day.
privacy-how-long-device = Known device: 180 days since you last signed in on it.
privacy-how-long-invitation = Invitation link: it works once, for 7 days. Link to a new password: it works once, for 30 minutes; the e-mail address that is written to ask for it is erased within seconds.
privacy-how-long-account = Account: as long as you use it. Afterwards you can ask for it to be closed.
privacy-how-long-internal = Internal record and letters sent: there is no automatic time for erasing them yet. The internal record is kept because it proves the four-eyes check.
privacy-how-long-public = Projects, pledges and public history: without an end date.
privacy-rights = What you can ask for
privacy-rights-laws = Personal data are protected in Colombia by Law 1581 of 2012 (Ley 1581) and in Panamá by Law 81 of 2019 (Ley 81). You can ask:
privacy-rights-see = to see the data that we hold about you and get a copy;
privacy-rights-correct = for them to be corrected or brought up to date;
privacy-rights-erase = for them to be erased, or that we stop using them;
privacy-rights-know = what we use them for, and object to a use.
privacy-rights-answer = If something cannot be erased, we tell you why. This page informs; it is not legal advice.
privacy-contact = Whom to turn to
privacy-contact-account = Write to this registry’s administrator. If you have an account, that is who gave you the invitation.
privacy-contact-public = If you have no account, turn to the contact office that each registered project names. There is no public form to write to us here yet.

## Accessibility
accessibility-title = Accessibility
accessibility-description = What Puente does so that anyone can use it, what is still lacking, and how to tell us.
accessibility-lede = Puente is meant to be read on a simple phone, with a poor signal, with a keyboard, with a screen reader or on paper.
accessibility-does = What we do
accessibility-does-script = Pages work without JavaScript and load no fonts or images from other sites.
accessibility-does-keyboard = Everything can be used with the keyboard. You always see where you are, and a link at the top jumps to the content.
accessibility-does-screen-reader = Each page has one main heading and headed sections. Fields have names, and tables have headers.
accessibility-does-contrast = Text has a contrast of 4.5 to 1 or more, also on a dark ground. The ground follows what you chose on your device.
accessibility-does-colour = No colour stands alone: a word and a pattern or a shape go with it. Pledged, signed, received and gap can be told apart in black and white too.
accessibility-does-size = Pages fit a screen 360 pixels wide. You can make the text larger with your browser.
accessibility-does-still = Nothing moves, sounds or changes by itself.
accessibility-does-forms = If a form has an error, we say which, where and how to mend it. What you typed is still there.
accessibility-does-print = Each page prints cleanly, with its address and the data version.
accessibility-does-words = Everything is in Spanish and English, in plain words and with months written out.
accessibility-limits = What is still lacking
accessibility-limits-languages = There are no versions in the languages of the region’s peoples, in sign language, in easy-to-read form or in audio.
accessibility-limits-texts = Reasons and notes that people write are in the language in which they wrote them.
accessibility-limits-sources = The sources that we link to belong to others and may not be accessible.
accessibility-limits-tables = The code on the data page scrolls sideways on a phone.
accessibility-limits-review = There has been no outside accessibility review yet.
accessibility-tell = Tell us what fails
accessibility-tell-what = Tell us which page it is, what you wanted to do, what happened, and with which device or program. You need no technical terms.
accessibility-tell-account = Write to this registry’s administrator. If you have an account, that is who gave you the invitation.
accessibility-tell-public = If you have no account, turn to the contact office that each registered project names. There is no public form here yet.

## Who keeps Puente
who-title = What Puente is and who keeps it
who-description = What Puente is, what it is not, and what each person can do in it.
who-lede = Puente is a public registry of development projects in the border region of Colombia and Panamá, and of what is promised for them.
who-what = What it is
who-what-plan = There is a plan for the communities of northern Colombia and southern Panamá, with four pillars: to reduce poverty, improve public services, create jobs and promote a sustainable economy.
who-what-follow = Puente writes down the projects and the pledges so that anyone can follow them, to the cent and to the place. Reasons and changes stay in sight too.
who-what-not = What it is not
who-what-not-money = Puente does not handle money. It does not receive, hold or send funds.
who-what-not-binding = A pledge is non-binding: it is not a contract, a debt or a payment.
who-what-not-endorse = Being listed here is no endorsement. Verifying a pledge says that it was made, not that its provider was vetted.
who-roles = Who can do what
who-public = The public
who-public-who = Communities, journalists, researchers, anyone. No account is needed.
who-public-read = Reads, searches and filters the projects and published pledges.
who-public-check = Downloads the data and checks the history.
who-public-not-yet = Cannot send questions or complaints from here yet.
who-partner = Partners
who-partner-who = Banks, foundations, organisations, companies and institutions that promise money, goods, technical help or guarantees.
who-partner-write = Write and submit the pledges of their own organisation, and follow their state.
who-partner-amend = Mend a returned pledge and submit it again.
who-partner-withdraw = Withdraw a verified pledge, with a public reason.
who-partner-not = Cannot verify pledges or see the drafts of other organisations.
who-implementer = Implementers
who-implementer-who = The organisations that carry a project out. Each registered project names its own.
who-implementer-now = Sign in with a partner’s account, if they have one.
who-implementer-disbursements = Confirms or disputes the disbursements it receives, and reports what it spends.
who-implementer-not-yet = Cannot post updates here yet.
who-officer = Programme officers
who-officer-who = People of the programme who look after Colombia, Panamá or both countries.
who-officer-projects = Register the projects of their country, keep them up to date and change their status, with a reason.
who-officer-review = Verify, return or decline pledges. Never those that they wrote or submitted themselves.
who-officer-behalf = Can enter a pledge on behalf of an organisation; it is marked so, and another person verifies it.
who-officer-lapse = Declare a pledge lapsed, with a public reason.
who-administrator = Administrators
who-administrator-who = Those who keep the registry running.
who-administrator-keep = Invite people, look after the exchange rates and send again the letters that failed.
who-administrator-redact = Can erase a public text that should not be there. That it was erased stays in sight.
who-administrator-not = Cannot verify pledges, change published facts or touch projects, except to reopen a closed one.
who-join = How to take part
who-join-text = Accounts are opened by invitation of the administrator. If your organisation wants to register a pledge, turn to the contact office of the project.
who-software = Open rules, open code
who-software-text = The rules of each figure are written in the methodology. The software is open source.
who-link-projects = See the projects
who-link-methodology = How each figure is worked out
who-link-privacy = What personal data Puente keeps
who-link-activity = See the public history

## Downloads and verifying
data-title = Download the data and check them
data-description = Puente’s downloads, what each field means, under which licence, and how to check that nobody changed the history.
data-lede = Everything that is public here can be downloaded, used and checked without asking.
data-contents = On this page
data-downloads = Downloads
data-downloads-file = File
data-downloads-holds = What it holds
data-downloads-projects = The list of projects. It takes the same filters as the page: search there and add .json to the address, before the question mark.
data-downloads-summary = The totals of the whole plan.
data-downloads-project = A single project. Put its code, for example P-7, where it says CODE.
data-downloads-events = The complete public history: one event a line.
data-code-word = CODE
data-reading = How to read the files
data-reading-encoding = They are UTF-8 text in JSON format. The names of the fields and the codes are the same in Spanish and in English.
data-reading-amount = An amount is a text with a decimal point, and its currency stands beside it. Do not read it as a floating-point number: you would lose cents.
data-reading-null = Where something cannot be known there is null. A null is not a 0.
data-field = Field
data-meaning = Meaning
data-envelope = The envelope of each JSON file
data-envelope-as-of = Number of the latest event that the file takes into account. It is the data version.
data-envelope-boundary = What the figures are of: for example, the plan or a project.
data-envelope-rows = The rows, where there are several.
data-envelope-item = The single thing, where there is one.
data-envelope-next = Address of the next page, or null if this is the last.
data-envelope-facets = Only in the list of projects: how many there are for each filter and value.
data-project = A project
data-project-code = Stable code of the project. It is in its address.
data-project-title = Name of the project, in the language of the file.
data-project-status = Status: identified, seeking_funding, implementation, finalisation, closed, suspended or cancelled. Drafts are not published.
data-project-provenance = Origin: registered if the programme keeps it; documented if it comes from public sources, unconfirmed.
data-project-pillar = Pillar: poverty_reduction, public_services, jobs or sustainable_economy.
data-project-country = CO, PA or, if it is binational, both.
data-project-places = Its places.
data-project-parent = Project that it is part of, or null.
data-project-totals = Its figures, as explained below.
data-project-pending = Only in the file of one project, place or organisation: what is late, open because it went back (returned) or unsigned past its validity (unsigned), and in that of a project also what waits for its receiver (receiver) or for a condition (condition); with since, days, amount, why, party, reason, stopped_by and reply.
data-project-breakdown = What its figures are made of, in dollars; with its cost and gap as they count in the plan (requirement_usd, gap_usd).
data-totals = The figures
data-totals-intro = A project’s requirement and gap are in the currency of its budget. Its other figures, and all those of the plan, are in dollars (USD).
data-totals-example = This is how a figure is written:
data-totals-requirement = Project requirement: the sum of its budget.
data-totals-pledged = Verified pledges of money. It does not go down if they are withdrawn or lapse.
data-totals-outstanding = What is pledged and still stands: not withdrawn, lapsed or signed.
data-totals-committed = Signed agreements.
data-totals-declared = Payments that wait for the receiver’s word.
data-totals-disputed = Payments that the receiver disputes.
data-totals-paid = Payments confirmed by the receiver.
data-totals-spent = Expenditure reported by the implementer.
data-totals-in-kind = Goods and technical help, at the value that the provider puts on them.
data-totals-covered = The part of in_kind that was accepted for a line of the budget. It does not reduce gap.
data-totals-guarantees = Guarantees. They are not cash.
data-totals-not-converted = List of what has no exchange rate, by currency. It is not in the other figures in dollars.
data-totals-gap = Gap: requirement less signed, never below zero.
data-event = An event
data-event-number = Number of the event, from 1 and without gaps.
data-event-hash = SHA-256 hash of the event, as 64 lower-case hexadecimal digits.
data-event-public = The event itself, as a text. These are the exact characters that are hashed. Inside there is another JSON:
data-event-inner-head = In public: the number again, the time (at, in UTC) and the kind of event.
data-event-inner-entry = In public, where there is money: the ledger row, with pledge, organisation, kind, support, amount_minor, currency, dated_on, and what it is worth: usd_minor, in dollars; parent_rate_usd_minor, the same at the rate of what it comes from; and of an agreement or its end, budget_minor and budget_currency, where the project’s cost is in another currency. A row that takes away says them too, with a minus sign; null means that there is no rate. Amounts ending in _minor are in the currency’s smallest unit.
data-event-inner-conversion = In public, where a row gets its worth in dollars later, or another one: conversion, with entry (the id of the row) and usd_minor.
data-event-inner-valuations = In public, where what was taken from a row is worth something else because the row is: valuations, a list with entry (the id of each row) and what it is worth now, as in entry.
data-event-inner-initiative = In public, where an agreement ends or a payment is refunded and it is said at whose initiative: provider, implementer, government or community.
data-event-inner-receipt = In public, where a payment is answered: receipt, with entry (the id of the row), kind (confirm, dispute or resolve) and on_document, if the office noted it according to a document.
data-event-inner-acceptance = In public, where something in kind is accepted for a budget or that is undone: pledge, project, line_position (from 0), amount_minor, currency, its worth in the currency of the budget (budget_minor, budget_currency) and, where it undoes, takes_back.
data-event-inner-texts = In public: a digest for each free text, in place of the text.
data-event-texts = Beside public, where pages show texts of the event that were not erased: for each of them, its content and its salt.
data-verify = How to check the history
data-verify-how = Each hash is taken from the hash before it and the event. If anyone changes, removes or inserts an event, the hashes that follow no longer match.
data-verify-formula = The hash is SHA-256 of the 32 bytes of the hash before, followed by the UTF-8 bytes of public. Before the first event, the hash before is 32 zero bytes.
data-verify-download = Download events.ndjson.
data-verify-save = Save the program below as verify.py in the same folder. It needs only Python 3.
data-verify-run = Run: python3 verify.py
data-verify-read = If everything matches, you see how many events there are and the last hash. If not, you see the first event that fails.
data-verify-code = Python program that checks the chain
data-verify-scroll = Scroll the code sideways to see all of it.
data-verify-keep = Keep the number and the hash that you got. If the same number has another hash later on, somebody changed the history. One download alone cannot show whether the whole chain was made anew or the latest events were cut off.
data-verify-limits = The chain proves that what was published has not changed. It does not prove that what was said is true.
data-texts = Texts, and erasing them
data-texts-digest = Codes, amounts and dates stand in the chain as they are. Free texts stand as a digest made from the text and a salt: random characters that keep anyone from guessing the text from the digest.
data-texts-stand = A text that a page shows stands in the file beside its event, with its salt, as long as it is not erased: the digest is SHA-256 of the salt followed by the text, both in UTF-8. So anyone can check that nobody rewrote it. Documents, and texts that no page shows, are not in the file.
data-texts-erase = If a text must be erased, the text and its salt are erased, and the next download has neither. The chain stays whole, and a new event says that something was erased.
data-licence = Licences
data-licence-data = Data: CC BY 4.0. You may copy, change and publish them if you name Puente as the source.
data-licence-sources = What we link to in other sources keeps the licence of each.
data-licence-software = Software: MIT or Apache-2.0, as you choose.
data-link-methodology = How each figure is worked out
data-link-projects = Search and filter projects
data-link-activity = Read the public history

# Signing in
sign-in-title = Sign in
sign-in-lede = Partners, implementers and officers sign in here. Reading the registry needs no account.
sign-in-demo = This is a demonstration.
sign-in-demo-detail = Sign in as banco@demo.example (partner), officer@demo.example (officer) or admin@demo.example (administrator). The password of every account is puente-demo-2026.
form-sign-in-button = Sign in
sign-in-help = No account? Ask the registry's administrator for an invitation.
sign-in-forgotten = I forgot my password
label-end-others = End my other sessions
hint-end-others = Tick this if you left a session open on another device, or if you think that somebody else knows your password.
label-email = E-mail
label-password = Password
error-credentials = The e-mail or the password is wrong. Check both and try again.
error-too-many-sign-ins = There were too many attempts to sign in with this e-mail. Try again in { $count ->
    [one] one minute
   *[other] { $count } minutes
 }, from { $time } on (time of Colombia and Panamá).
error-too-many-sign-ins-network = There were too many attempts to sign in from the internet connection that you use. Try again in { $count ->
    [one] one minute
   *[other] { $count } minutes
 }, from { $time } on (time of Colombia and Panamá).
error-sign-in-busy = Too many people are signing in at this moment. Wait { $count } seconds and try again. Your e-mail still stands below.
error-hashing-busy = Too many people are signing in at this moment, and nothing was saved. Wait { $count } seconds, type the password again and send.
sign-in-locked = If the account is yours, there is another way.
sign-in-locked-detail = What other people try does not close the door on devices from which you have signed in before: use one of them, or wait. Your account and what you recorded are as they were.
invitation-title = Accept the invitation
invitation-lede = You join as { $role } with the e-mail { $email }. Write your name and choose a password.
form-joining-button = Create my account
link-over-invitation-title = This invitation no longer works
link-over-invitation-text = The link was used, has expired or was replaced by another one. If you have created your account, sign in with your e-mail and password. If not, ask whoever invited you for a new invitation.
link-over-reset-title = This link no longer works
link-over-reset-text = The link was used, or more than 30 minutes have passed. Ask for another one and use the one in the newest e-mail you get.
link-over-again = Ask for another link
reset-ask-title = I forgot my password
reset-ask-lede = Write the e-mail of your account. We send you a link with which you choose a new password.
form-reset-request-button = Send the link
reset-asked-title = Look in your e-mail
reset-asked-text = If there is an account with that e-mail, you will get a link in a moment with which you choose a new password. It works once, for 30 minutes.
reset-asked-detail = Nothing arrived? Look in the spam folder. For safety we send at most three links an hour, and do not say here whether an e-mail has an account.
reset-sign-in = Go to Sign in
reset-title = Choose a new password
reset-lede = It is for the account { $email }. Saving it ends every open session of that account.
form-reset-button = Save the password
reset-done-title = Your password was changed
reset-done-text = We ended all sessions of your account and sent you a letter. Sign in with the new password.
account-title = My account
account-lede = { $email } · { $role }
account-done-profile = Your details are saved.
account-done-password = Your password was changed. We ended your other sessions and sent you a letter.
account-done-sessions = The session has ended.
form-profile = Name and language
form-profile-button = Save
label-letters-language = Language of letters
hint-letters-language = We write to you in this language. The pages can always be read in both.
language-es = Español
language-en = English
form-password = Change the password
form-password-lede = Your other sessions end, and we send you a letter by e-mail. Changing it once more undoes it.
form-password-button = Change the password
label-old-password = Present password
error-old-password = This is not your present password.
error-too-many-passwords = There were too many attempts with a wrong password. Wait 15 minutes and try again.
account-sessions = Open sessions
account-sessions-lede = If you do not recognise one, end it and change your password. A session lasts 12 hours at most.
column-device = With
column-begun = Begun
column-seen = Last seen
column-end = End
device-unknown = Unknown device
session-this = This session
form-session-end-button = End
session-end-others = End all others
label-name = Name
label-new-password = New password
hint-new-password = At least { $min } characters; spaces and accents are welcome. Best is a phrase of your own of several words. Common passwords, and names of this place, of you or of your organisation, are refused.
label-password-again = Password, again
error-password-short = The password is too short: it needs at least { $min } characters.
error-password-long = The password is too long: it can have { $max } characters at most.
error-password-person = The password is too close to your name, your e-mail or your organisation. Somebody who knows you will guess it. Choose another one.
error-password-place = The password is made of little but words of this place, such as Puente, Urabá or Panamá. Those are tried first. Choose another one.
error-password-common = The password is a common one or follows a pattern (a repetition, a date, neighbouring keys). It is among the first to be tried. Choose another one.
error-password-differs = The two passwords differ.

# Errors of forms
error-required = This is needed.
error-choice = Choose one of the options in the list.
error-too-long = The text is too long: { $max } characters fit.
error-date = Write the date as year-month-day, for example 2026-11-23.
error-date-range = The date must lie between 1990 and 2100.
error-amount = Write the amount in figures only, for example 250 000 or 250 000.50.
error-amount-grouping = The groups of three figures do not add up. Write the amount again, for example 1 250 000.
error-amount-negative = The amount cannot be negative.
error-amount-zero = The amount must be more than zero.
error-amount-large = The amount is too large for the registry. Check the figures.
error-amount-precise = { $currency } takes at most { $digits } decimals.
error-amount-currency = The amount says { $found }, but the chosen currency is { $currency }. Correct one of them.
error-amount-ambiguous = The amount can be read in two ways: { $thousands } or { $decimal }. Write it without a thousands mark, or with two decimals.
error-currency = The registry does not keep this currency. Choose one from the list.
error-one-target = Choose one purpose only: a project, a place or a pillar.
error-no-project = There is no public project with that code. Look it up in the list of projects.
error-pledged-future = The pledge cannot be dated in the future.
error-validity-before = The pledge cannot lapse before the day on which it is made.
error-validity-over = That date has passed: the pledge would be born lapsed.
error-embargo-over = The day of publication must be after today. Leave it empty to publish on verification.
error-tranches-exceed = The planned payments add up to more than the pledge.
error-tranche-before = This payment is planned before the day of the pledge.
error-tranches-many = At most 12 planned payments fit.
error-project-documented = This project is compiled from public sources and takes no pledges. An officer can register it; then it can take them.
error-project-not-open = This project takes no pledges at its present status. Those seeking funding or in implementation do.
error-stale-pledge = Somebody changed this pledge while you were writing. What you wrote is still here and not saved yet. Compare the marked fields with what is saved, in another tab; sending it again replaces what is saved.
error-stale-pledge-sent = This pledge was sent or answered while you were writing: its terms no longer change. What you wrote is still here to copy.
error-changed-meanwhile = What is saved now differs from what you wrote here.
error-reason-short = Give the reason in at least 10 characters.
error-says-nothing = There are neither letters nor digits in it: write it in words.
error-nothing-outstanding = All that was promised is signed: nothing is left to withdraw or to let lapse.
error-still-valid = The pledge is still valid: it can lapse once that day is over.
error-guarantee-no-money = A guarantee is no money that is handed over: choose "Guarantee" as the kind of contribution, or another type of finance.
error-state-moved = This pledge has changed its state already. Below you see how it stands.
error-share = Write a percentage above 0 and up to 100, with at most two decimals.
error-shares-sum = The percentages must add to exactly 100.
error-too-many-rows = There is room for { $max } rows at most.
error-twice = It stands in another row already.
error-other-country = This place is not in the chosen country.
error-territorial-basis = To say that no territory is touched, write the competent authority's act: number and date.
error-end-before-start = The end comes before the start.
error-stale-project = Somebody changed this project while you were writing. What you wrote is still here and not saved yet. Compare the marked fields with what is saved, in another tab; sending it again replaces what is saved.
error-stale-status = Somebody changed this project while you were writing: it is now “{ $status }”, since { $when }. Check whether your change still makes sense and send it again.
error-not-a-successor = The project cannot go to that status from where it is.
error-effective-future = The date of the change cannot lie in the future.
error-effective-before = The date lies before the last change of status.
error-gate = The project still misses something for this step. The list is above.
error-email = Write a full e-mail address, like ana@example.org.
error-too-many-invitations = { $max } invitations were sent from your account within an hour. Wait { $count ->
    [one] one minute
   *[other] { $count } minutes
 } before the next one.
error-email-taken = This e-mail has an account already.

# Forms
choose-none = None
choose-one = Choose…
label-reason = Reason
hint-reason-public = It is public and you cannot erase it yourself. At least 10 characters.
label-document = Document that proves it
hint-document = PDF, PNG or JPEG, up to 10 MB. It becomes public: do not upload documents with personal data.
error-document-large = The document is larger than { $max } MB. Compress it or upload only the pages that matter, and choose it again.
error-document-kind = The file is neither PDF nor PNG nor JPEG. Save it in one of those formats and choose it again.
error-document-broken = The file cannot be opened: it is broken or was not copied whole. Save it again and choose it again.
error-document-encrypted = The file opens with a password only. Save it without one and choose it again: everybody reads it.
error-document-no-page = This PDF has no page. Choose the document itself.
error-document-complex = The file is too complicated to be opened here. Print it as a PDF, or save it as an image, and choose it again.
error-documents-of-day = Your organisation has handed in as many documents as it may within a day. Nothing was saved: try again tomorrow, or write to the programme.
error-document-again = Choose the document again: it was not kept, because something has to be corrected.
column-reference = Reference
column-organisation = Organisation
column-target = For
column-amount = Amount
amount-first = (first { $amount })
column-pledged = Date
column-state = State
column-submitted = Sent
column-code = Code
column-title = Title
column-country = Country
column-changed = Last change
column-when = When
column-subject = Subject
column-recipient = Recipient
column-of = Of
column-words = In words
on-behalf = Entered by the office

# The partner's desk
desk-title = My pledges
desk-lede = Here are your organisation's pledges and what happens to each.
desk-lede-officer = Here are the verified pledges of your jurisdiction and those that the office enters on behalf of other organisations.
desk-new = New pledge
desk-needs = See what is not funded yet
desk-caption = Pledges, newest first
desk-empty = There are no pledges yet.
desk-empty-detail = Find a project that needs funding and enter your first pledge: it takes about five minutes.
desk-state-draft = It is a draft: only your organisation sees it. Complete it and send it when it is ready.
desk-state-submitted = The pledge is sent. Somebody other than the person who entered it reviews it. It is not public yet.
desk-state-returned = The pledge came back for you to correct. Edit it and send it again.
desk-state-declined = The pledge was not accepted. It is not public.
desk-state-verified = The pledge is verified: it is public from its day of publication and counts in the totals.
desk-state-withdrawn = The pledge was withdrawn. What was promised stays visible; it is no longer outstanding.
desk-state-lapsed = What was unsigned of the pledge lapsed: it is no longer outstanding. What was promised stays visible.
reason-given = Reason
desk-proposal-submitted = It is sent. Somebody other than the person who entered it verifies it. It is not public yet and does not count.
desk-proposal-returned = It came back for you to correct. Correct it and send it again, or withdraw it.
desk-proposal-declined = It was not accepted. It is not public.
desk-proposal-verified = It is verified: it is public and counts in the totals.
desk-proposal-withdrawn = It was withdrawn before it was verified. It was never public.
proposals-title = Sent to be verified
proposals-lede = Increases of pledges, agreements without a pledge and expenditures beyond what was received: they count once somebody verifies them.
proposals-caption = Newest first
proposals-waiting = Entered and not counted yet
proposals-empty = Nothing was sent to be verified yet.
column-proposal = What it is
proposal-edit = Correct it
proposal-edit-title = Correct
proposal-edit-lede = Correct what the reason says and send it again.
proposal-edit-lede-document = Correct what the reason says and send it again. The document { $name } stays, unless you upload another one.
proposal-resubmit = Send it again
proposal-made = See what it became
error-stale-proposal-sent = It was sent, answered or withdrawn meanwhile, and cannot be changed now. Nothing was saved.
pledge-title = Pledge
pledge-what = What is promised
pledge-history = History
pledge-edit-button = Edit the pledge
pledge-receipt-link = See the public receipt
tranches-title = Planned payments
pledge-form-title = Pledge
pledge-form-lede = A pledge does not bind you by law: it announces a contribution. Once somebody verifies it, it is public.
pledge-form-for = What it is for
pledge-form-for-hint = Write the code of a project, or choose a place or a pillar. With none of them the pledge is for the whole plan.
pledge-form-find = Find a project
label-project = Code of the project
hint-project = It stands on the project's page, for example P-12.
label-place = Place
hint-place = For a contribution to a place, with no project yet.
label-pillar = Pillar
label-organisation = Organisation that pledges
hint-organisation-behalf = You enter it on their behalf; it is marked so, and somebody else must verify it.
pledge-form-what = What you pledge
label-kind = Kind of contribution
hint-kind = Only money counts as pledged. Goods, assistance and guarantees are shown apart.
label-finance-type = Finance type
hint-finance-type = From IATI's list. For a grant, leave 110.
label-currency = Currency
label-amount = Amount
hint-amount = As you always write it: 250 000 or 250,000.50. If it can be read in two ways, we ask.
label-pledged-on = Day of the pledge
hint-pledged-on = The day on which your organisation announced it. It converts to dollars at that date.
label-valid-until = Valid until
hint-valid-until = If it is not signed by that day, it shows as lapsed.
pledge-form-tranches = When you plan to pay
hint-tranches = Optional. Leave rows empty that you do not use. The sum cannot exceed the pledge.
legend-tranche = Planned payment { $number }
label-due-on = Planned date
pledge-form-more = More
label-conditions = Conditions
hint-conditions = What has to happen before you pay. It is public.
label-authorised-by = Authorised by
hint-authorised-by = An office or committee rather than a person's name. It is public.
label-note = Note
hint-note = It is public.
label-embargo-until = Do not publish before
hint-embargo-until = Optional. Even if it is verified, the pledge is neither published nor counted until that day.
pledge-review-button = Review before sending
pledge-draft-button = Save draft
pledge-submit-button = Send pledge
pledge-change-button = Correct it
pledge-confirm-title = Read the pledge before you send it
pledge-sentence = { $organisation } pledges { $amount } ({ $words }) for { $target }, on { $pledged_on }.
pledge-confirm-notice = Once sent, somebody other than the person who enters it reviews it.
pledge-confirm-detail = If it is verified it is public with its amount, date and conditions, and cannot be erased: only withdrawn, with a reason.

# The office
office-title = What waits for an answer
office-lede = { $count ->
    [0] Nothing is waiting.
    [one] One pledge or change waits for an answer.
   *[other] { $count } pledges and changes wait for an answer.
 }
office-projects-title = Projects of my jurisdiction
office-new-project = New project
office-behalf = Enter a pledge on behalf of another organisation
office-caption = Pledges sent, longest waiting first
office-own = Somebody else must verify it
office-empty = Nothing is waiting.
office-empty-detail = When a partner sends a pledge of your jurisdiction, it appears here.
entered-by = Entered by
review-title = Answer
review-lede = Verifying says that the promise was made. It does not say that the provider was vetted.
review-undo = Your answer cannot be undone here: a verified pledge can only be withdrawn or lapse, and a declined one is written anew.
label-decision = Answer
decision-verify = Verify
decision-verify-hint = The pledge becomes public and counts in the totals.
decision-return = Return
decision-return-hint = The partner corrects it and sends it again. Say what is missing.
decision-decline = Decline
decision-decline-hint = The pledge ends here and is not published. Say why.
hint-review-reason-unusual = Needed for each answer, here also to verify: then it is public. At least 10 characters.
hint-review-reason = Needed to return or decline: the partner reads it, the public does not. If you verify, what you write here is public. At least 10 characters.
form-review-button = Send answer
unusual-title = Say why it is right if you verify it
unusual-above-gap = The agreement is worth { $valuation } and the project still seeks { $gap }: { $above } more than it lacks.
unusual-above-requirement = The pledge is worth { $valuation } and the project costs { $requirement }: { $times } times as much. From { $most } times on a reason is asked.
unusual-not-comparable = No rate of that day tells what { $currency } is worth in { $budget }, the currency of the budget: nobody can compare it with what the project costs.
office-proposals-title = Changes that do not count yet
office-proposals-lede = Increases of pledges, agreements without a pledge and expenditures beyond what was received. They are not public until somebody other than the person who entered them verifies them.
office-proposals-caption = Sent, longest waiting first
proposal-review-lede = As long as nobody verifies it, it is not public and does not count. If you verify it, it counts with the date and the rate of its day, and is checked against what holds now. Your answer cannot be undone here.
proposal-verify-hint = It becomes public, with its document, and counts in the totals.
proposal-return-hint = Whoever entered it corrects it and sends it again. Say what is missing.
proposal-decline-hint = It ends here and is not published. Say why.
proposal-kind-revision = Increase of the pledge
proposal-kind-commitment = Agreement without a pledge
proposal-kind-expenditure = Expenditure
proposal-state-submitted = Sent
proposal-state-returned = Returned
proposal-state-declined = Declined
proposal-state-verified = Verified
proposal-state-withdrawn = Withdrawn
proposal-change-submitted = Sent to be verified
proposal-change-returned = Returned to be corrected
proposal-change-declined = Declined
proposal-change-verified = Verified
proposal-change-withdrawn = Withdrawn by whoever entered it
proposal-present = Amount before the increase
proposal-pending-submitted = An increase to { $amount } waits to be verified:
proposal-pending-returned = An increase to { $amount } came back to be corrected:
proposal-refusal-revision-pending = An increase of this pledge waits already. Withdraw it, or correct it if it came back, before you enter another.
proposal-refusal-figure-moved = The pledge has another amount now than when this was entered. Return it, so that it is entered again from the present amount.
proposal-refusal-reason-needed = Say why it is right all the same: at least 10 characters.
proposal-refusal-document-gone = Its document cannot be read any more. Return it, so that it is uploaded again.
office-keep-pledge = Enter what follows: signature, payments, changes
lapse-title = Let it lapse
lapse-lede = What is not signed is no longer outstanding. This cannot be undone and is public; the original amount stays visible.
lapse-lede-hidden = The pledge is not public yet. All of it is declared lapsed, and this cannot be undone. Nothing is published: not the pledge, nor its lapse, nor the reason.
form-lapse-button = Let it lapse
office-projects-lede = The projects that you keep. Drafts are seen only here.
office-projects-caption = Projects, those changed last first
office-projects-empty = There are no projects in your jurisdiction yet.
office-projects-search = Search by title, description or code
office-projects-none = No project of your jurisdiction has those words.
office-documented-title = Documented projects of your jurisdiction
office-documented-lede = They were compiled from public sources and nobody keeps them yet. If the programme takes charge of one, adopt it.
adoption-title = Adopt the project
adoption-editable = The project becomes registered and the programme keeps it. Its code, its page, the link to its source and its history stay.
adoption-draft = It stays a draft in everybody's sight, because facts are missing. Complete them and change it to “Identified”.
adoption-identified = It becomes “Identified”: it has all its facts.
adoption-amounts = The amounts of the sources do not enter the ledger. They are offered to you afterwards, one by one, so that a person checks them and records them as a pledge or an agreement.
adoption-final = This cannot be undone. Afterwards the project can only be cancelled, like any other.
adoption-missing = { $count ->
    [one] One fact is missing
   *[other] { $count } facts are missing
 }
form-adoption-button = Adopt the project
error-adopted-already = Somebody has adopted this project already. Nothing was saved.
offers-title = Amounts published by sources
offers-lede = They are not part of the ledger. If the organisation or a document confirms one, record it on its behalf: the form opens with these figures, and you check them before sending it.
offers-not-open = They can be recorded once the project seeks funding.
offer-pledge = As a pledge
offer-commitment = As a signed agreement
column-record = Record
project-edit-button = Edit the facts
project-public-link = See the public page
project-draft-notice = It is a draft: nobody else sees it. To publish it, change it to “Identified”.
status-change-title = Change the status
status-change-lede = The change and its reason stay in the public history and are not erased. A suspended project can go back to where it was, and administrators can reopen a closed one; nothing else is undone.
form-status-change-button = Change the status
status-final = This status is final.
status-history = Changes of status
gate-title = Still missing:
gate-ahead = To go to “{ $status }” { $count ->
    [one] one thing is missing
   *[other] { $count } things are missing
 }
label-to = New status
label-effective-on = Date of the change
hint-effective-on = The day on which it happened. It cannot lie in the future.
change-to-identified = Identified (publish it)
change-to-seeking_funding = Seeking funding
change-to-implementation = In implementation
change-to-finalisation = In finalisation
change-to-closed = Closed
change-to-suspended = Suspended
change-to-cancelled = Cancelled (cannot be undone)
missing-title_es = The Spanish title needs at least 10 characters.
missing-title_en = The English title needs at least 10 characters.
missing-description_es = The Spanish description needs at least 80 characters.
missing-description_en = The English description needs at least 80 characters.
missing-place = At least one place is missing.
missing-place_shares = The percentages by place must add to 100, or all stay empty.
missing-sectors = The sectors must add to 100 %.
missing-planned_start_on = The planned start is missing.
missing-planned_end_on = The planned end is missing.
missing-accountable = The accountable organisation is missing.
missing-implementing = The implementing organisation is missing.
missing-requirement = The cost is missing: at least one budget line.
missing-contact_office = The contact office is missing.
missing-actual_start_on = The actual start is missing.
missing-territory = { $place } touches a collective territory: an agreement or an act of the competent authority is needed.
missing-territory_unknown = It is not known whether { $place } touches a collective territory, and that stops the start as much as a yes.
project-form-new = New project
project-form-edit = Edit the project
project-form-lede = You can save an incomplete draft. You are told what is missing when you publish it.
project-form-what = What is to be done
label-title-es = Title in Spanish
label-title-en = Title in English
hint-title = Between 10 and 160 characters.
label-description-es = Description in Spanish
label-description-en = Description in English
hint-description = What, for whom and why, in plain words. At least 80 characters to publish it.
project-form-where = Where
label-country = Country
hint-places = The percentages by place add to 100, or stay empty if the money is not split by place.
legend-place = Place { $number }
label-share = Percentage
label-territorial-status = Does it touch a collective territory?
label-territorial-basis = Act that says so
hint-territorial-basis = For “no”: number and date of the competent authority's act. It is public.
project-form-sectors = Sectors
legend-sector = Sector { $number }
label-sector = Sector (OECD DAC)
project-form-when = When
label-planned-start = Planned start
label-planned-end = Planned end
label-actual-start = Actual start
hint-actual-start = Needed to go into implementation.
label-actual-end = Actual end
project-form-who = Who
label-accountable = Accountable organisation
label-implementing = Implementing organisation
label-contact-office = Contact office
hint-contact-office = An office, not a person. It is public.
project-form-cost = What it costs
label-budget-currency = Budget currency
label-budget-on = Date of the budget
hint-budget-on = At that day's rate it is compared in dollars.
legend-line = Budget line { $number }
label-line-es = Name in Spanish
label-line-en = Name in English
hint-more-rows = If you need more rows, save: editing shows another one.
form-project-button = Save

# Administration
admin-title = Administration
admin-letters = Letters
admin-letters-caption = The last 50 letters, failed ones first
admin-letters-empty = There are no letters yet.
letter-state-waiting = Waiting
letter-state-sent = Sent
letter-state-failed = Failed
form-retry-button = Try again
form-invitation = Invite a person
form-invitation-lede = They get an e-mail with a link to choose their name and password. If they had an unused invitation, this one replaces it.
label-invitation-language = Language of the invitation
form-invitation-button = Send invitation
invitation-made = The invitation left by e-mail. You can also hand over this link; it works once and expires in 7 days.
label-role = Role
label-invitation-organisation = Organisation (for a partner or implementer)
label-jurisdiction = Jurisdiction (for an officer)
invitation-made-already = The invitation was made and left by e-mail. Its link is shown only once; if you need one, make another on the page of the person:
invitation-replaced = The earlier invitation no longer works.
people-title = People
people-lede = Who may sign in: invite, disable, end sessions.
people-link = See the people
people-search = Search by name, e-mail or organisation
people-all = All
people-invited = Invited
people-active = Active
people-disabled = Disabled
people-withdrawn = Invitation withdrawn
people-none = Nobody matches this search.
people-see-all = See everybody
admin-people-caption = Accounts, by e-mail
person-state-invited = Invited
person-state-active = Active
person-state-disabled = Disabled
person-state-withdrawn = Invitation withdrawn
person-invited-until = until { $date }
person-invitation-over = no open invitation
person-invitation = Invitation
person-since = Registered
person-sessions = Open sessions
person-own = This is your own account. Your details, your password and your sessions are in
form-replacement = Send another invitation
form-replacement-lede = If the link was lost or has expired. The new link replaces the earlier one, which stops working.
form-replacement-button = Send another invitation
form-invitation-withdrawal = Withdraw the invitation
form-invitation-withdrawal-lede = The link stops working. Inviting them again, at any time, undoes it.
form-invitation-withdrawal-button = Withdraw the invitation
form-sessions-end = End their sessions
form-sessions-end-lede = They will have to sign in again, which undoes it. Their account and password stay as they are.
form-sessions-end-button = End their sessions
person-disable = Disable the account
person-disable-lede = Their sessions end at once, they cannot sign in and get no letters. What they did stays in the history. You can enable the account again.
person-disable-button = Disable the account
person-enable = Enable the account
person-enable-lede = They can sign in again with their password, and get letters.
person-enable-button = Enable the account
person-done-disabled = The account is disabled and its sessions have ended.
person-done-enabled = The account is active.
person-done-withdrawn = The invitation is withdrawn.
person-done-sessions = Their sessions have ended.
person-refusal-own = Nobody can disable their own account. Ask another administrator.
person-refusal-last-administrator = This is the last active administrator. Invite another one first.
person-refusal-not-active = The account is not active.
person-refusal-not-disabled = The account is not disabled.
person-refusal-not-invited = This person has no unused invitation.
person-history = What was done with this account
column-by = Who
by-nobody = —
audit-invited = Invitation sent
audit-invitation-replaced = Invitation replaced
audit-invitation-withdrawn = Invitation withdrawn
audit-invitation-accepted = Invitation accepted
audit-account-disabled = Account disabled
audit-account-enabled = Account enabled
audit-sessions-ended = Sessions ended
audit-profile-changed = Name or language changed
audit-password-asked = Link to a new password sent
audit-password-reset = New password by link
audit-password-changed = Password changed
audit-password-wrong = Wrong present password when changing it
admin-event-number = Number of the event
admin-event-open = Open
reopening-title = Reopen a closed project
reopening-lede = It goes back to “In finalisation”. The earlier closing stays in the history, and the reason is public.
reopening-link = Choose a closed project
form-reopening-button = Reopen the project
reopening-empty = There are no closed projects.
label-reopening-project = Closed project
admin-events = Take a text out of the public history
admin-events-lede = Open the event. The text is erased; the event, its amount and its date stay, and the erasure is public.
event-page-title = Event
event-texts = Texts of this event
event-no-texts = This event carries no free texts.
event-bytes = Exact content
form-redaction = Erase a text
form-redaction-lede = Erasing a text cannot be undone. The public history keeps that it was erased and why.
form-redaction-button = Erase the text
label-field = Text
text-reply = Explanation of the provider
text-reason = Reason
text-review_reason = What the officer wrote on verifying it
text-document = Document (SHA-256 digest)
text-condition = Condition waited for
text-conditions = Conditions
text-authorised_by = Authorised by
text-note = Note
text-acceptance_note = What was accepted in kind
text-line_es = Budget line in Spanish
text-line_en = Budget line in English
text-title_es = Title in Spanish
text-title_en = Title in English
text-description_es = Description in Spanish
text-description_en = Description in English
text-contact_office = Contact office

# Letters
letter-signature = Puente, public registry of projects and pledges
    { $base_url }
letter-pledge-received-subject = We received your pledge { $reference }
letter-pledge-received-body = { $name },

    We received the pledge { $reference } of { $organisation }: { $amount } for { $target }, of { $pledged_on }.

    An officer other than the person who entered it reviews it. It is not public yet. We write to you when there is an answer.

    Your pledge: { $desk_url }
letter-pledge-returned-subject = Your pledge { $reference } needs a correction
letter-pledge-returned-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) came back for you to correct.

    Reason: { $reason }

    Edit it and send it again: { $desk_url }
letter-pledge-declined-subject = Your pledge { $reference } was not accepted
letter-pledge-declined-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) was not accepted. It is not public.

    Reason: { $reason }

    Your pledge: { $desk_url }
letter-pledge-verified-subject = Your pledge { $reference } is verified
letter-pledge-verified-body = { $name },

    The pledge { $reference } of { $organisation } is verified: { $amount } for { $target }, of { $pledged_on }.

    Verifying says that the promise was made. It is no signed agreement and obliges nobody to pay.

    { $published_on ->
        [now] Public receipt: { $public_url }
       *[later] It is under embargo: on { $published_on } it is published at { $public_url }
    }
    Your pledge: { $desk_url }
letter-proposal-received-subject = We received { $kind ->
        [revision] the increase of your pledge
        [commitment] your agreement
       *[expenditure] your expenditure
    } { $reference }
letter-proposal-received-body = { $name },

    We received { $kind ->
        [revision] an increase of the pledge { $reference } of { $organisation } from { $present } to { $amount }, for { $target }.
        [commitment] the agreement { $reference } of { $organisation }: { $amount } for { $target }, signed on { $dated_on }.
       *[expenditure] the expenditure { $reference } of { $organisation }: { $amount } for { $target }, of { $dated_on }.
    }

    An officer other than the person who entered it verifies it. Until then it is not public and does not count. We write to you when there is an answer.

    It is here: { $desk_url }
letter-proposal-returned-subject = { $kind ->
        [revision] The increase of your pledge
        [commitment] Your agreement
       *[expenditure] Your expenditure
    } { $reference } needs a correction
letter-proposal-returned-body = { $name },

    { $kind ->
        [revision] The increase of the pledge { $reference } of { $organisation } to { $amount }
        [commitment] The agreement { $reference } of { $organisation } ({ $amount } for { $target })
       *[expenditure] The expenditure { $reference } of { $organisation } ({ $amount } for { $target })
    } came back for you to correct.

    Reason: { $reason }

    Correct it and send it again: { $desk_url }
letter-proposal-declined-subject = { $kind ->
        [revision] The increase of your pledge
        [commitment] Your agreement
       *[expenditure] Your expenditure
    } { $reference } was not accepted
letter-proposal-declined-body = { $name },

    { $kind ->
        [revision] The increase of the pledge { $reference } of { $organisation } to { $amount }
        [commitment] The agreement { $reference } of { $organisation } ({ $amount } for { $target })
       *[expenditure] The expenditure { $reference } of { $organisation } ({ $amount } for { $target })
    } was not accepted. It is not public.

    Reason: { $reason }

    It is here: { $desk_url }
letter-proposal-verified-subject = { $kind ->
        [revision] The increase of your pledge
        [commitment] Your agreement
       *[expenditure] Your expenditure
    } { $reference } is verified
letter-proposal-verified-body = { $name },

    { $kind ->
        [revision] The increase of the pledge { $reference } of { $organisation } from { $present } to { $amount }
        [commitment] The agreement { $reference } of { $organisation } ({ $amount } for { $target })
       *[expenditure] The expenditure { $reference } of { $organisation } ({ $amount } for { $target })
    } is verified. It is public and counts in the totals.

    It is here: { $desk_url }
letter-pledge-withdrawn-subject = The pledge { $reference } was withdrawn
letter-pledge-withdrawn-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) was withdrawn. { $public ->
        [yes] The original amount stays visible; it is no longer outstanding.
       *[no] It was not public yet and is not published.
    }

    Reason: { $reason }

    Your pledge: { $desk_url }
letter-pledge-lapsed-subject = The pledge { $reference } lapsed
letter-pledge-lapsed-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) was declared lapsed. { $public ->
        [yes] The original amount stays visible; it is no longer outstanding.
       *[no] It was not public yet and is not published.
    }

    Reason: { $reason }

    Your pledge: { $desk_url }
letter-password-reset-subject = A new password for Puente
letter-password-reset-body = { $name },

    Somebody asked for a new password for your account in Puente. If it was you, open this link and choose it:

    { $link }

    The link works once, for 30 minutes. If you did not ask, do nothing: your password stays as it is.
letter-password-changed-subject = Your Puente password was changed
letter-password-changed-body = { $name },

    The password of your account in Puente was changed, and the other sessions have ended.

    If it was you, do nothing. If not, choose another password now and tell the registry's administrator:

    { $link }
letter-invitation-subject = Invitation to Puente
letter-invitation-body = You are invited to Puente, the public registry of projects and pledges on the border of Colombia and Panamá.

    Open this link, write your name and choose a password:

    { $link }

    The link works once and expires in 7 days. If you did not expect this invitation, do nothing.

# Public pages
# Public pages
site-description = Public registry of development projects on the border of Colombia and Panamá, and of the money promised to them.
nav-home = Home
nav-projects = Projects
nav-partners = Partners
nav-places = Places
nav-activity = History
nav-data = Data
nav-about = How it is worked out
nav-desk = My pledges
nav-desk-officer = Pledges on behalf of others
nav-office = To answer
nav-office-projects = Projects in my care
nav-admin = Administration
nav-admin-people = People
nav-own-account = My account
footer-who = What Puente is and who keeps it
footer-methodology = How each figure is worked out
footer-totals = Figures of the whole plan, explained
footer-privacy = Privacy
footer-accessibility = Accessibility
role-partner = Partner
role-officer = Programme officer
role-administrator = Administration

## Words of the registry
pillar-poverty_reduction = Poverty reduction
pillar-public_services = Public services
pillar-jobs = Jobs
pillar-sustainable_economy = Sustainable economy
country-CO = Colombia
country-PA = Panamá
country-both = Binational (Colombia and Panamá)
class-financial_institution = Financial institution
class-civil_society = Civil society
class-private_sector = Private sector
class-cooperation = Cooperation of other governments
class-multilateral = Multilateral organisation
class-domestic_public = Domestic public sector
status-draft = Draft
status-identified = Identified
status-seeking_funding = Seeking funding
status-implementation = In implementation
status-finalisation = In finalisation
status-closed = Closed
status-suspended = Suspended
status-cancelled = Cancelled
provenance-registered = Registered
provenance-documented = Documented
pledge-state-draft = Draft
pledge-state-submitted = Sent
pledge-state-returned = Returned
pledge-state-declined = Declined
pledge-state-verified = Verified
pledge-state-withdrawn = Withdrawn
pledge-state-lapsed = Lapsed
pledge-kind-financial = Money
pledge-kind-in_kind = Goods
pledge-kind-technical = Technical assistance
pledge-kind-guarantee = Guarantee
territorial-yes = Yes, it touches a collective territory
territorial-no = It touches no collective territory
territorial-unknown = It is not known whether it touches a collective territory
confidence-high = High
confidence-medium = Medium
confidence-low = Low
record-kind-aggregate = Sum of several projects
record-kind-duplicate = Repeats the amount of another row
record-kind-plan_without_money = Plan without assigned money
place-outside = Outside the area
text-redacted = This text was erased.
target-plan = the whole plan
demonstration = Demonstration

## Figures
measure-requirement = Cost
measure-pledged = Pledged
measure-committed = Signed
measure-paid = Paid
measure-gap = Gap
measure-in-kind = In kind
measure-covered = Covered in kind
measure-guarantees = Guarantees
measure-published = Published by the source
measure-spent = Spent
measure-mobilised = Mobilised
measure-pledged-domestic = Pledged by the domestic public sector
measure-committed-domestic = Signed by the domestic public sector
measure-paid-domestic = Paid by the domestic public sector
measure-direct = Direct agreements
measure-ended = Withdrawn or lapsed
measure-suspended = Gap of suspended projects
measure-exchange-signed = Effect of exchange on signing
measure-exchange-paid = Effect of exchange on paying
finance-grant = Grant
finance-loan = Loan
finance-equity = Equity
how-requirement = The sum of the budgets of the registered projects, without drafts and cancelled ones.
how-pledged = What was promised in money, with its increases and reductions. It does not fall if it is withdrawn or lapses later.
how-outstanding = What was pledged and is neither signed nor withdrawn nor lapsed, at the rate of the day of the pledge.
how-committed = Signed agreements, less what was terminated, at the rate of the day of the signature.
how-declared = Payments that the payer declares and that wait for the word of the receiver.
how-published = Payments that the source published elsewhere: one more testimony, not added to the others.
how-disputed = Payments that the receiver does not acknowledge, or acknowledges for another sum.
how-paid = Payments that the receiver confirms, less adjustments and refunds, at the rate of the day of the payment.
how-spent = What implementers report that they spent, with their documents.
how-gap = The cost less what is signed in each open project, never below zero. What one has too much of does not cover another.
how-mobilised = What was pledged, less what the domestic public sector pledges.
how-pledged-domestic = The part of what was pledged that comes from the public bodies of Colombia and Panamá.
how-committed-domestic = The part of what is signed that comes from the public bodies of Colombia and Panamá.
how-paid-domestic = The part of what is paid that comes from the public bodies of Colombia and Panamá.
how-direct = The part of what is signed that comes from no earlier pledge.
how-ended = The part of what was pledged that was withdrawn or lapsed unsigned.
how-suspended = The cost less what is signed of suspended projects. It is not in the gap.
how-exchange-signed = What is signed at the rate of the signature, less the same at the rate of the pledge. It is no money missing or left over.
how-exchange-paid = What is paid at the rate of the payment, less the same at the rate of the signature. It is no money missing or left over.
how-in-kind = Goods and technical help, at the value that the provider puts on them.
how-covered = The part of what is given in kind that an officer accepted for a line of the budget, as long as the pledge stands. It does not reduce the gap.
how-guarantees = Guarantees: they are not cash.
why-figure = Why this figure?
no-figures = No figures yet
column-figure = Figure
column-today = Today
column-difference = Difference
column-how = How it is worked out
figure-not-open = takes no funds now
not-converted = Not converted
and-not-converted = and { $amounts } not converted
bar-label = Funding
bar-desc = Cost: { $requirement }. Outstanding: { $promised }. Signed: { $signed }. Paid: { $paid }. Gap: { $gap }.
bar-desc-money = Outstanding: { $promised }. Signed: { $signed }. Paid: { $paid }.
bar-unknown = There are no figures to compare.
documented-short = Compiled from public sources, not confirmed by the funder.
never-added = Pledged, signed and paid stand side by side and are never added together. A pledge fills no gap.
usd-at-pledge-date = In dollars (USD) at the date of each pledge.
usd-at-its-day = In dollars (USD), each amount at the rate of its day.
methodology-link = How each figure is worked out

## Any total, explained
totals-title = Figures: { $name }
totals-of = Total of
totals-plan = the whole plan
totals-lede = Here is each figure, how it is worked out and which facts last changed it.
totals-none = No fact has moved these figures yet: that is why they are zero.
totals-coverage = Coverage: { $share }. That is what is signed, divided by what is signed plus the gap.
totals-on = See the figures of an earlier day
totals-on-hint = As they stood at the end of that day. Empty: those of today.
totals-on-button = See that day
totals-then = These are the figures at the end of { $day }, not those of today.
totals-then-event = The last event that had moved them by that day is { $event }.
totals-before-first = That day is before the first event that moved these figures, on { $day }. That is why they are zero.
totals-back = Back to the figures of today
totals-same = the same
totals-side-by-side = Side by side
totals-side-by-side-note = The same money at its different steps, in dollars (USD). These figures are never added together.
totals-finance = By kind of finance
totals-finance-note = Each row adds up to its figure above.
totals-parts = In parts
totals-parts-note = What the figures above are made of, and what has a line of its own.
totals-apart = Apart
totals-apart-note = This is no money, or is not in the totals in dollars.
totals-unplaced = Without a known place or partner
totals-unplaced-note = It is in the figures of the whole plan, but in those of no place or of no partner.
totals-elsewhere = What cannot be split
totals-place-unsplit = Not split by place
totals-place-outside = Outside the area
totals-partner-unsplit = Joint pledges whose shares are not known
totals-unsplit-places = Money of projects with several places where it is not known how much goes to each, and of pledges to a pillar or the whole plan.
totals-outside-places = The part of projects that lies outside the area of the plan.
totals-unsplit-providers = Where several partners pledge together and it is not known how much each puts in, the pledge counts in the plan and in the total of none.
totals-about-projects = See the projects
totals-about-partners = See the partners
totals-about-partner = See the partner
totals-about-place = See the place
totals-about-project = See the project
totals-about-activity = See the history
totals-why = Why did this figure change?
totals-why-lede = The last events that moved it. Figures as of event { $event }.
totals-why-then = The last events that had moved it by that day.
totals-why-none = No event has moved it.
totals-json = These figures in JSON
error-date-future = That day has not come yet. Write today or an earlier day.

## Partners
partners-title = Partners
partners-lede = Who pledges money, goods or guarantees, how much of it is signed and how much of it was received.
partners-class = Class:
partners-all = All
partners-found = { $count ->
    [one] One partner
   *[other] { $count } partners
 }
partners-note = In dollars (USD). Being listed here is no endorsement.
partners-none = There are no partners of this class.
partners-empty = There are no partners with published pledges yet.
partners-empty-detail = They appear here when the programme verifies their first pledge.
partner-none = This organisation has no figures yet: nothing of its own has been pledged, signed or paid here.
partner-boundary = Figures of this partner, in dollars (USD).
partner-iati = IATI identifier
partner-pledges = Its pledges
partner-all-pledges = All
partner-pledges-none = It has no published pledges.
partner-pledges-state-none = None of its pledges is in this state.
partner-share-lead = leads the pledge and puts in { $amount }
partner-share-part = joint pledge: puts in { $amount }
partner-share-unknown = joint pledge, shares not known: it counts in the total of no partner
pledge-part = part of a pledge of { $amount } for { $target }
partner-projects = Projects it takes part in
partner-projects-none = It takes part in no published project.
partner-json = This partner in JSON
projects-see = { $count ->
    [one] See the project in the list
   *[other] See the { $count } projects in the list
 }

## Places
places-title = Places
places-lede = What things cost and what is pledged, signed and received in each place on both sides of the border.
places-territories = Territories
places-hierarchies = A territory also lies within a department, a province or a municipality. These are two ways of looking at the same money: they are never added together.
places-unplaced = Without a place
places-unplaced-note = It is in the figures of the whole plan, but in those of no place.
places-empty = There are no places yet.
places-json = These places in JSON
place-column = Place
place-territory = Territory
place-territory-total = Its figures as a territory
place-none = This place has no figures yet: no registered project and no published pledge goes to it.
place-boundary = Figures of this place with all that lies within it, in dollars (USD).
place-within = Within { $name }
place-within-note = Each place includes what lies within it. What goes to the whole place is not repeated in its parts.
place-projects = Projects in this place
place-projects-none = There are no published projects in this place.
place-facts = What is known of this place
place-official-code = Official code
place-people = People
place-authority = Authority
place-authority-note = The registry has no source yet that names it.
place-pledges = Pledges to the place as a whole
place-pledges-lede = They go to the place and not to a project. A part that is earmarked to a project later counts there.
publisher-dane = DANE, Colombia
publisher-inec = INEC, Panamá
publisher-iso = ISO 3166-1
publisher-geonames = GeoNames
place-json = This place in JSON
place-kind-country = Country
place-kind-department = Department
place-kind-province = Province
place-kind-comarca = Comarca
place-kind-municipality = Municipality
place-kind-district = District
place-kind-corregimiento = Corregimiento
place-kind-community = Community

## What happened
event-project_documented = A project is documented from public sources: { $target }.
event-project_published = A project is published: { $target }.
event-project_edited = The facts of a project are updated: { $target }.
event-project_adopted = The programme adopts the documented project { $target } and keeps it from now on.
event-project_status_changed = { $target } goes from “{ $from }” to “{ $to }”.
event-pledge_verified = A pledge is verified: { $organisation } pledges { $amount } for { $target }.
event-pledge_withdrawn = { $organisation } withdraws { $amount } of its pledge for { $target }.
event-pledge_lapsed = Of a pledge of { $organisation } for { $target }, { $amount } lapses unsigned.
event-text_redacted = A text of event { $event } is erased. The event stays.
event-reference_added = The lists by which the registry names facts grow: organisations, places, sectors or codes.
event-rates_added = Rates of exchange are added.
event-target-pillar = the pillar “{ $pillar }”
event-target-place = the place { $place }
events-empty = There are no published events yet.
events-empty-detail = Each published project and each verified pledge appears here, with its date and number.

## Home
home-title = What is promised to the border, for all to see
home-lede = Here you can follow every pledge to the communities of northern Colombia and southern Panamá: who promises, how much, what for, and what happens next.
home-plan = Figures of the whole plan
home-requirement = Cost of the registered projects of the whole plan:
home-boundary = Figures of the whole plan, in dollars (USD), each amount at the rate of its day.
home-gaps-button = See what is not funded yet
home-projects-button = See all projects
home-gaps = Where most is missing
home-gaps-lede = The open projects with the largest gaps.
home-gaps-all = Everything that is not funded yet
home-gaps-empty = No project seeks funding now.
home-gaps-empty-detail = Registered projects that seek funding or are in implementation appear here. The others are in the list.
home-split = The plan, part by part
home-places = See the places
home-partners = See the partners
home-by-pillar = Of the whole plan, by pillar
home-by-pillar-note = Pledges to a place or to the whole plan have no pillar and are in no row.
home-by-country = Of the whole plan, by country
home-by-country-note = What is binational has a row of its own and is not repeated under the countries. Pledges to a pillar or to the whole plan have no country and are in no row.
home-by-class = Of the whole plan, by class of partner
home-by-class-note = By who pledges. A partner has no cost and no gap.
column-pillar = Pillar
column-class = Class of partner
home-apart = What is counted apart
home-mobilised = Mobilised
home-mobilised-note = What is pledged in the whole plan, without the domestic public sector.
home-domestic = Domestic public sector
home-domestic-note = Pledges of the public institutions of Colombia and Panamá.
home-in-kind-note = Goods and technical assistance, at the value that the provider states. Not added to the money.
home-guarantees-note = They are not cash. Not added to the money.
home-all-converted = Nothing: everything has an exchange rate.
home-not-converted-note = What has no exchange rate stands in its own currency, outside the totals in dollars.
home-documented = Documented projects
home-documented-note = Their amounts come from public sources, not confirmed by the funder. They are in no figure of the plan.
home-registry = What the registry holds
home-projects-count = Published projects
home-projects-note = Registered and documented.
home-organisations-count = Organisations
home-organisations-note = Being listed is no endorsement.
home-events = Newest events
home-events-all = See the whole history
home-json = These figures as JSON

## Projects
projects-title = Projects
projects-lede = Find what is done, where, what it costs and how much is missing.
projects-search = Search by word, place, organisation or code
projects-found = { $count ->
    [one] One project
   *[other] { $count } projects
 }
projects-continued = You are seeing the list further on.
projects-first = Back to the start of the list
projects-none = No project matches what you look for.
projects-none-detail = All your words and all your filters are applied at once. Try fewer words, or remove the filters.
projects-empty = There are no published projects yet.
projects-empty-detail = They appear here when a programme officer publishes them.
projects-json = This list as JSON, with the same filters
sort-label = Sort:
sort-newest = Newest
sort-gap = Largest gap
sort-requirement = Highest cost
filter-pillar = Pillar
filter-status = Status
filter-country = Country
filter-place = Place
filter-territory = Territory
filter-sector = Sector
filter-partner = Organisation
filter-class = Class of partner
filter-provenance = Provenance
filter-more = More
filter-gap-open = With a gap
filter-overdue-yes = Past its planned end
filter-year = Planned for { $year }

## A project
project-code = Project
documented-note = Compiled from public sources, not confirmed by the funder.
source-link = See the source
project-money = Money of this project
project-boundary = Figures of this project. Cost and gap in the currency of its budget; the rest in dollars (USD), each amount at the rate of its day.
project-without-budget = { $count ->
    [one] One signed agreement is in another currency than the cost and does not reduce the gap yet.
   *[other] { $count } signed agreements are in another currency than the cost and do not reduce the gap yet.
 }
project-without-budget-detail = There is no exchange rate for the day of its signature. When it is known, the gap becomes smaller.
project-not-converted = The cost cannot be converted to dollars.
project-not-converted-detail = There is no exchange rate for the date of its budget. So it is not in the totals in dollars.
project-requirement-usd = Cost in dollars
project-at-rate = at the rate of { $date }
in-kind-note = At the value that the provider states. Not added to the money.
covered-note = A part of the above, accepted for a line of the budget. It does not reduce the gap.
guarantees-note = They are not cash. Not added to the money.
project-pledge-button = Pledge a contribution
project-pledge-hint = It is not binding. You need a partner's account.
project-not-open = This project takes no pledges now.
project-not-open-identified = It does not seek funding yet. It can take them once the programme changes it to “Seeking funding”.
project-not-open-suspended = It is suspended. It can take them if it resumes.
project-not-open-cancelled = It is cancelled. What was pledged stays visible.
project-not-open-ended = It is in finalisation or closed: it no longer seeks funding.
project-pledges = Pledges to this project
column-kind = Kind of contribution
column-usd = In dollars
column-receipt = Receipt
pledges-non-binding = A pledge is not binding: it is neither a contract nor a payment.
project-pledges-empty = There are no published pledges yet.
project-pledges-empty-open = They appear here once the programme verifies them. If your organisation wants to contribute, it can make the first.
project-pledges-empty-closed = They appear here once the programme verifies them.
project-funding = Amounts according to the sources
project-funding-lede = They are not pledges made here. They are not added up and are in no total of the plan.
project-funding-empty = The sources state no amount.
project-funding-empty-detail = Read the source to learn more.
column-funder = Funder
column-role = What the amount is
column-date-of = Date
column-source = Source
column-confidence = Confidence
project-source = Where these facts come from
source-page = Page
source-status = Status in the source
source-implementer = Implementer in the source
source-notes = Notes
project-adopt = How it can become a registered project
project-adopt-text = While it is documented, it takes no pledges. A programme officer can register it, once its cost, its places and those responsible are known. From that day the programme keeps it up to date.
project-adopt-who = Who can do what in Puente
project-adopt-link = Adopt (for the programme)
adopted-note = Compiled from public sources until { $date }. Since that day the programme keeps it.
project-not-open-adopted = The programme has adopted it and completes its facts. It can take pledges once it seeks funding.
project-road = How far it has come
project-facts = Facts of the project
project-places = Places
project-unsplit = It is not known how much goes to each place: the amount is shown as “unsplit”.
project-sectors = Sectors
project-accountable = Accountable
project-implementing = Implementer
project-contact = Contact office
project-planned = Planned dates
date-span = { $from } to { $to }
project-actual-start = Actual start
project-actual-end = Actual end
project-budget = Budget
project-budget-total = Cost of the project
project-budget-on = Budget of { $date }.
acceptances-lede = Goods or help that the programme accepted for a line of the budget. It is no money and does not reduce the gap.
covered-elsewhere = Also accepted in kind, for lines that this budget has no longer:
column-line = Budget line
project-changes = Changes of status
column-day = Date
column-from = Before
column-to = After
column-reason = Reason
project-events = Events of this project
project-json = This project as JSON

## The public receipt
receipt-title = Receipt of pledge
receipt-kicker = Pledge (not binding)
receipt-sentence = { $organisation } pledges { $amount } for:
receipt-sentence-revised = { $organisation } pledges { $amount } { $first } for:
receipt-withdrawn = This pledge was withdrawn. What was promised stays visible.
receipt-lapsed = What was unsigned of this pledge lapsed. What was promised stays visible.
receipt-non-binding = This pledge is not binding: it is neither a contract nor a payment.
receipt-verified-means = Verifying means that the promise was made, not that the provider or the origin of their money was vetted.
receipt-provider = Who pledges
receipt-usd = In dollars
not-converted-note = There is no exchange rate for that day. It is not in the totals in dollars.
receipt-pledged-on = Date of the pledge
receipt-valid-until = Valid until
receipt-conditions = Conditions
receipt-authorised-by = Authorised by
receipt-review-reason = On its verification
receipt-note = Note
receipt-on-behalf = Who entered it
receipt-on-behalf-text = A programme officer, on behalf of the organisation. Somebody else verified it.
receipt-qr = QR code with the address of this receipt
receipt-address = Scan the code, or type this address, to see the receipt as it stands now:
receipt-tranches = Planned payments
receipt-tranches-note = These dates are planned; they are not payments made.
receipt-no-tranches = This pledge does not say when payment is planned.
column-due = Planned date
receipt-events = Events of this pledge

## The history
activity-title = Public history
activity-lede = Every published project, every verified pledge and every change, in order. Nothing is edited or erased without a trace.
activity-proof = Each event carries a number and a hash that ties it to the one before.
activity-verify = How to verify the history
activity-older = You are seeing earlier events.
activity-newest = Back to the newest
activity-end = There are no earlier events.

## Errors
error-home = Go to the home page
error-request = Number of this request: { $request }. Mention it if you write to those who run the registry.
error-projects = Search projects
error-400-title = We could not read what you sent
error-400-text = The address or the data did not arrive complete. Go back to the previous page and try again.
error-401-title = You have to sign in
error-401-text = Your session ended or you have not signed in yet, and what you sent was not saved. Sign in and send it again.
error-403-title = Your account may not do this
error-403-text = Nothing was saved. If you think that you should be able to, write to whoever administers this registry.
error-403-form-title = The form expired
error-403-form-text = Nothing was saved: the page belonged to another session. What you wrote stands below: copy it, open the form again and send it.
error-403-foreign-title = The form came from another site
error-403-foreign-text = Nothing was saved: the page that sent it does not belong to this registry. Come in by the registry's own address and send it from there.
error-403-four-eyes-title = Somebody else has to do it
error-403-four-eyes-text = You wrote or sent this pledge. So that two people always see it, somebody else verifies or accepts it.
error-403-jurisdiction-title = It lies outside your jurisdiction
error-403-jurisdiction-text = The officer of the other country attends to it. Nothing was saved.
error-400-cursor-title = There is no such page of the list
error-400-cursor-text = The value of “after” does not come from this list in this order. Begin at the start and follow the “next” links.
error-400-utf8-title = The text could not be read
error-400-utf8-text = Nothing was saved: what arrived is not UTF-8, in which browsers send forms. Go back, where what you typed still stands, and send it again from the page.
error-404-title = There is no page here
error-404-text = The address may be mistyped, or the page is not public. Look for it in the list of projects.
error-409-resent-title = This form was already sent with other data
error-409-resent-text = What you sent the first time is recorded; what you changed now was not kept. Go back to copy it, and open the form anew.
error-409-title = Somebody changed it while you were writing
error-409-text = Nothing was saved. Go back to the previous page, reload it to see the change, and send it again.
error-413-title = What you sent is too large
error-413-text = Nothing was saved. A form may hold up to { $form } kB of text and a document of up to { $file } MB. Go back to the previous page, where what you typed still stands, and shorten the text or use a smaller file.
error-415-title = We do not know that format
error-415-text = Nothing was saved. Send the data from the form of the page.
error-422-refused-title = That could not be done
error-422-refused-text = Nothing was saved: something of what you asked for cannot be done like this. Go back to the page, check the data and try again.
error-422-too-large-title = A sum would be too large
error-422-too-large-text = Nothing was saved: with this a total would not fit into the register. Check the amounts.
error-429-title = You sent too many forms in a short time
error-429-text = This last one was not saved. Wait { $count ->
    [one] one second
   *[other] { $count } seconds
 } and send it again from this page: what you typed stands below.
error-500-title = Something failed on our side
error-500-text = It is not your fault. Wait a moment and try again. If you were sending a form, first check whether it was saved.
error-503-title = Too many people at the same time
error-503-text = Nothing was saved. Wait a minute, go back to the previous page and send it again.
error-503-crowded-title = Too many people are reading at the same time
error-503-crowded-text = This page could not be prepared in time. Wait half a minute and reload it.
error-503-unavailable-title = The registry is not available right now
error-503-unavailable-text = The database is not responding. Wait a minute and reload the page.
error-503-unsaved-title = Not saved
error-503-unsaved-text = The registry cannot save anything right now. What you typed is below: wait a minute and send it again.
error-503-unconfirmed-title = We do not know whether it was saved
error-503-unconfirmed-text = The registry failed just as it was saving. What you typed is below: wait a minute and send it again. If it had been saved after all, it will not be recorded twice.
resume-title = Before you go on
resume-lede = Your session had ended. This is what you typed: it is not saved yet. If it is right, send it.
resume-button = Send
sign-in-resumed = Your session ended
sign-in-resumed-detail = What you typed is not lost: sign in, and you can send it.
unsent-heading = What you typed
unsent-file = File: choose it again
unsent-send = Send again

## The chain of money
measure-outstanding = Outstanding
measure-declared = Declared
measure-disputed = Disputed
chain-title = From word to deed: what became of this money
chain-drawdown = uses { $amount } of the row above
chain-review-reason = On its verification: { $why }
chain-recorded = recorded on { $day }
chain-rate = at { $units } { $currency } per dollar ({ $source })
chain-exchange = Effect of exchange: { $amount }. It is the difference between the rates of different days, not money that is missing.
list-newest-only = The list is long: only the newest is here.
column-action = What happened
column-who = Who
entry-pledge = Pledge
entry-revision = Revision
entry-withdrawal = Withdrawal
entry-lapse = Lapse
entry-earmarking = Earmarking
entry-commitment = Signed agreement
entry-termination = Termination of the agreement
entry-disbursement = Disbursement
entry-expenditure = Expenditure
entry-refund = Refund
entry-adjustment = Adjustment
statement-declared = Awaiting the receiver
statement-disputed = Disputed
statement-received = Received
statements-title = What each party says
statement-of-payer = The payer declares
statement-of-receiver = The receiver says
statement-none = Nothing yet. Silence does not confirm.
statement-of-source = The payer published
publication-said = { $amount }, on { $day }
publication-none = No publication has been noted.
publication-differs-declared = Differs from what was declared
publication-differs-received = Differs from what was received
publication-other-currency = In another currency
publication-error-far-above-declared = Not more than double what was declared: this would not be a publication of this payment. Check the figure and the currency.
publication-error-not-an-address = Write the whole address of the page, which begins with https://.
publication-error-address-too-long = The address is too long: use { $max } characters at most.
publication-error-other-currency = Write the amount in the currency of the payment or in dollars.
label-published-on = Day of the publication
label-published-at = Address of the publication
hint-published-at = Where anybody can read it. It begins with https:// and is public.
hint-published-amount = What the publication says, in the currency of the payment or in dollars; at most double what was declared.
receipt-stated-confirm = Received: { $amount }, on { $day }
receipt-stated-dispute-unsaid = Disputed, without saying how much arrived, on { $day }
receipt-stated-dispute = Disputed: says that { $amount } was received, on { $day }
receipt-stated-resolve = Resolved: { $amount } received, on { $day }
receipt-on-document = according to a document
cause-bank_charge = bank charge
cause-tax = tax
cause-exchange = exchange of currency
cause-shortfall = less arrived
outcome-confirm = Confirm that it arrived
outcome-dispute = It did not arrive, or another sum did
outcome-resolve = Resolve the dispute with what arrived
commitment-sentence = { $provider } signed with { $receiver } for { $amount }, on { $day }.
commitment-left = Left to be paid
commitment-direct = Direct agreement, without a pledge before it
disbursement-sentence = { $provider } declares that it paid { $amount } to { $receiver }, on { $day }.
forms-title = What comes next
forms-lede = Nothing of this is erased later. Each form says, before it is sent, what undoes it or that nothing does.
form-commitment = Enter a signed agreement
form-commitment-lede = The date is that of the signature. A board’s approval is no signature. A termination undoes it, as far as it is not paid.
form-commitment-button = Enter the agreement
schedule-title = When it will be paid
hint-schedule = Optional. The payments that the agreement plans, in its currency. They replace those of the pledge for what is signed.
error-schedule-exceeds = The planned payments add up to more than the agreement.
error-schedule-before = This payment is planned before the signature.
form-disbursement = Declare a disbursement
form-disbursement-lede = It counts as paid when the receiver confirms it. Before that you cannot undo it: the receiver says that it did not arrive, or how much did, and the rest can be paid again. After that a refund undoes it.
form-disbursement-button = Declare the disbursement
form-termination = End or reduce the agreement
form-termination-lede = Only what is not paid. The amount is missing again. Entering another agreement undoes it; one without a pledge, if the pledge was withdrawn or lapsed.
form-termination-button = End this part
form-revision = Change the amount of the pledge
form-revision-lede = The first amount stays visible, with the reason of the change. A smaller amount counts at once; a larger one counts once somebody else verifies it. Changing it again undoes it.
form-revision-button = Change the amount
form-proposal-withdrawal = Withdraw it
form-proposal-withdrawal-lede = As it was not verified, it is not public and leaves no trace in public. Entering it anew undoes it.
form-proposal-withdrawal-button = Withdraw it
form-earmarking = Earmark a part for a project
form-earmarking-lede = That part no longer counts in general and counts in the project, with the date and rate of the pledge. Giving it back in this same form undoes it, while it is not signed.
form-earmarking-button = Earmark
form-withdrawal = Withdraw the pledge
form-withdrawal-lede = What is not signed is withdrawn. This cannot be undone: the withdrawal and its reason are public and the original amount stays visible.
form-withdrawal-lede-hidden = The pledge is not public yet. All of it is withdrawn, and this cannot be undone. Nothing is published: not the pledge, nor the withdrawal, nor its reason.
hint-reason-hidden = It is not published: your organisation and the programme read it. At least 10 characters.
form-withdrawal-button = Withdraw the pledge
form-receipt = Say what arrived
form-receipt-lede = Say how much arrived. If it is less than declared, say why. Your answer is public. If you say that it did not arrive, you can settle it here later. A confirmation you cannot undo: if you confirmed too much, the payer corrects it, with a refund.
form-receipt-button = Send the answer
form-refund = Enter a refund
form-refund-lede = Money received that went back to the payer. It can be paid again: declaring another disbursement undoes a refund that was entered by mistake.
form-refund-button = Enter the refund
form-publication = Note what the payer published
form-publication-lede = What the payer published of this payment elsewhere. It stands beside what was declared and what was received and changes neither. If you make a mistake, note the right publication: the newest counts.
form-publication-button = Note the publication
form-expenditure = Expenditure
form-expenditure-lede = One expenditure a form, with its invoice or receipt. If you make a mistake, correct it later on the page of the expenditure: what was entered stays visible, with its correction.
form-expenditure-button = Enter the expenditure
form-adjustment = Correct the expenditure
form-adjustment-lede = Say how much of what was entered was not spent; the whole amount undoes all of it. What was entered stays visible, with the correction and its reason. A correction cannot be undone: if it takes too much, enter what is missing as an expenditure again.
form-adjustment-button = Correct the expenditure
label-unspent = How much was not spent
hint-unspent = At most what is left of the expenditure, in its currency.
expenditure-sentence = { $provider } reported an expenditure of { $amount } on { $day }.
expenditure-net = Counts as spent
desk-lists = Entered before:
list-disbursements = Disbursements received
list-disbursements-lede = Payments declared to whoever receives them, newest first, and what the receiver answered.
list-disbursements-empty = There are no disbursements yet.
list-commitments = Agreements
list-commitments-lede = Signed agreements, of whoever gives and of whoever receives, newest first.
list-commitments-empty = There are no agreements yet.
list-proposals = Sent to be verified
list-expenditures = Expenditures
list-expenditures-lede = The expenditures entered, newest first. Each is corrected on its own page.
list-expenditures-empty = There are no expenditures yet.
direct-title = Agreement without a pledge before it
direct-lede = For what was signed without a pledge. Upload the signed agreement: somebody other than the person who enters it verifies it. Then everybody can read it, it counts as signed and is shown apart.
expenditure-title = Enter an expenditure
expenditure-lede = What your organisation spent on the project, also when it pays for it and carries it out itself. What goes beyond what it received or signed with itself counts once somebody else verifies it.
label-draws = How much it uses of what came before
hint-draws-pledge = Only if the agreement is in another currency: in the currency of the pledge, as the agreement says.
hint-draws-commitment = Only if the payment is in another currency: in the currency of the agreement.
label-receiver = Receiver
hint-receiver = If you leave it, whoever carries out the project receives.
label-signed-on = Date of signature
hint-signed-on = The day on which both parties signed.
label-agreement-reference = Number of the agreement
hint-agreement-reference = It becomes public. Write the number or name of the agreement, without anything about people.
label-earmarked = Part earmarked for a project
hint-earmarked = If the agreement is about a part already earmarked, choose the project.
label-way = What to do
earmark-there = Earmark for the project
earmark-back = Give back from the project
hint-earmark-amount = In the currency of the pledge.
label-new-amount = New total amount
hint-new-amount = All that is promised, in the currency of the pledge. It cannot be less than what is signed.
label-paid-on = Date of payment
label-bank-reference = Bank reference
hint-bank-reference = It becomes public. Do not write account numbers.
label-terminated-on = Date of termination
label-party = Who ended it
hint-party = The organisation, not a person.
label-initiative = At whose initiative
hint-initiative-termination = If left open, the provider’s. It is public: nobody is shown as late for what another party ended.
hint-initiative-refund = If left open, the receiver’s. It is public: nobody is shown as late for what another party sent back.
hint-termination-amount = Up to what is left to be paid.
label-outcome = Your answer
label-received-amount = Amount that arrived
hint-received-amount = Leave it empty if all of it arrived. Write 0 if nothing did.
label-received-on = Date of arrival
label-cause = Why less arrived
hint-cause = Only if less arrived than was declared.
hint-receipt-reason = Needed if you disagree. It is public.
hint-document-officer = You speak for the receiver: upload the document that says so. It becomes public.
label-refunded-on = Date of the refund
label-spent-on = Date of the expenditure
label-spent-for = What it was spent on
refusal-not-positive = Write an amount above zero.
refusal-too-large = The amount is too large.
refusal-above-bound = The amount is worth more than { $max }, the most that this registry takes at once. Check the figures and the currency.
refusal-not-implementer = Who gives and who receives are the same organisation, and it does not carry the project out. Say who receives.
refusal-in-the-future = The date cannot be in the future.
refusal-before-parent = The date is before that of the step it depends on (the pledge, the signature or the payment). Correct it.
refusal-drawdown-needed = The currencies differ: say how much it uses of what came before, in that currency.
refusal-drawdown-differ = In the same currency it uses just its amount: leave this field empty.
refusal-drawdown-implausible = At the known rates the amount is worth about { $valuation }: what it uses may differ by a quarter at most. Check both figures. If more was agreed than promised, raise first what it comes from.
refusal-drawdown-not-comparable = No exchange rate is known between these two currencies, so nobody can compare what the amount is worth with what it uses. Use the currency of what came before, or ask the programme to add the rate.
refusal-drawdown-more-than-left = It uses more than is left. Reduce this figure, or increase first what it comes from.
refusal-more-than-outstanding = It is more than what is left of the pledge. Reduce the amount, or increase the pledge first.
refusal-more-than-undisbursed = It is more than what is left of the agreement. Reduce the amount.
refusal-more-than-received = It is more than what was received. Reduce the amount.
refusal-more-than-declared = It is more than was declared. The payer can declare another disbursement for the difference.
refusal-below-committed = It is less than what is already signed, withdrawn or earmarked. Write a larger amount.
refusal-same-amount = That is the amount it already has.
refusal-other-currency = Write the amount in the currency of the step before.
refusal-not-open = The pledge is not open: it was withdrawn, lapsed or is not public yet.
refusal-not-financial = Goods, technical help and guarantees are not signed and paid as money.
refusal-already-answered = This disbursement has been answered already. See its present state below.
refusal-not-disputed = This disbursement is not disputed: confirm it or say that it did not arrive.
refusal-not-received = Only what was received can be refunded.
refusal-cause-needed = Less arrived than was declared: say why.
refusal-project-not-open = The project does not take funds now.
refusal-receiver-needed = Say who receives: this pledge is not for a project with an implementer.
refusal-own-disbursement = Payer and receiver are the same organisation: enter expenditures, not payments to itself.
refusal-not-earmarked = Nothing of this pledge is earmarked to that project. Earmark a part to it first.
refusal-earmarked-already = This pledge is for a project already.
refusal-more-than-spent = That is more than what is left of this expenditure. Reduce the amount.
refusal-not-involved = This organisation neither carries the project out, nor answers for it, nor receives one of its agreements. Choose another project, or enter first the agreement under which it receives.
refusal-document-needed = Upload the document that proves it.
refusal-own-declaration = Nobody confirms what their own person or organisation declared. Another one must answer.
event-pledge_revised_less = { $organisation } lowers its pledge for { $target } by { $amount }: it is now { $after }.
event-pledge_revised_more = { $organisation } raises its pledge for { $target } by { $amount }: it is now { $after }.
event-pledge_earmarked_less = { $organisation } moves { $amount } of its pledge: no longer for { $target }.
event-pledge_earmarked_more = { $organisation } moves { $amount } of its pledge: now for { $target }.
event-commitment_signed = { $organisation } signs an agreement for { $amount } for { $target }.
event-commitment_terminated = A part of an agreement of { $organisation } for { $target } ends: { $amount }.
event-disbursement_declared = { $organisation } declares a disbursement of { $amount } for { $target }.
event-disbursement_confirmed = { $organisation } confirms that it received { $amount } for { $target }.
event-disbursement_confirmed_on_document = The office notes, according to a document, that { $organisation } received { $amount } for { $target }.
event-disbursement_disputed = { $organisation } disputes a disbursement for { $target }: it says that { $amount } arrived.
event-disbursement_disputed_on_document = The office notes, according to a document, a dispute about a disbursement for { $target }: { $amount } arrived at { $organisation }.
event-disbursement_disputed_unsaid = { $organisation } disputes a disbursement for { $target }.
event-disbursement_disputed_unsaid_on_document = The office notes, according to a document, that { $organisation } does not agree with a disbursement for { $target }.
event-disbursement_resolved = A dispute for { $target } is resolved: { $organisation } received { $amount }.
event-disbursement_resolved_on_document = A dispute for { $target } is resolved: the office notes, according to a document, that { $organisation } received { $amount }.
event-disbursement_adjusted = A disbursement for { $target } is adjusted: { $amount } less.
event-disbursement_refunded = { $amount } paid for { $target } goes back to { $organisation }.
event-disbursement_published = It is noted that { $organisation } published { $amount } of a payment for { $target }.
text-address = Address of the publication
event-expenditure_reported = { $organisation } reports an expenditure of { $amount } on { $target }.
event-expenditure_adjusted = { $organisation } corrects an expenditure on { $target }: { $amount } less.
event-amount_converted = An amount of { $organisation } for { $target } gets its worth in dollars.
event-amount_converted_budget = An agreement of { $organisation } for { $target } gets its worth in the currency of the project's cost.
event-amount_converted_anew = An amount of { $organisation } for { $target } changes its worth, by a corrected rate: from { $before } to { $after }.
event-amount_converted_following = What was used, ended or given back of amounts for { $target } changes its worth, because theirs changed.
event-rate_corrected = A rate of exchange is corrected: from { $before } to { $after } { $currency } for a dollar.
text-source = Source
text-own_reference = Number or reference
text-party = Who ended it
error-project-unknown = There is no registered, public project with that code.
desk-direct = Enter an agreement without a pledge
desk-expenditure = Enter an expenditure
documented-source-note = Source: { $url } ({ $dated })
desk-waiting-more = There are more: they are in the list of disbursements received
desk-waiting = Disbursements that wait for your answer, or that you said did not arrive
office-disputes = Disputed disbursements
pledge-form-joint = Given together with
hint-joint = Optional. If several organisations promise together, write the others here and what each gives; yours gives the rest. If it is not known how much one gives, leave its amount empty: then the pledge counts in the total of none of them.
legend-contributor = Other organisation { $number }
label-channel = Who only passes the money on
hint-channel = If the money comes by way of another organisation. The one that gives it counts, not the one that passes it on.
error-contributors-exceed = The other organisations give all of it or more. Yours must give the rest: correct the amounts.
error-contributor-twice = This organisation is in the pledge already.
receipt-joint = Joint pledge with
receipt-share-unknown = share unknown
joint-lead = who leads it gives { $amount }
receipt-channel = By way of

## Waiting, said fairly
stage-partly_committed = Signed in part
stage-committed = Signed
stage-partly_paid = Paid in part
stage-fulfilled = Fulfilled
pending-title = What it waits for
pending-kind-unsigned = Signature missing
pending-kind-late = Late payment
pending-kind-receiver = Waits for the receiver
pending-kind-condition = Waits for a condition
pending-short-unsigned = Unsigned: ended { $days ->
    [one] 1 day ago
   *[other] { $days } days ago
 }
pending-short-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
 }
pending-short-returned = { $days ->
    [one] Open for 1 day
   *[other] Open for { $days } days
 }
pending-short-receiver = Waits for the receiver
pending-short-condition = Waits for a condition
pending-unsigned = The pledge was valid until { $day }, and { $amount } of it is not signed.
pending-late = By the agreement, { $amount } was to be paid from { $day } on. That payment is not declared yet.
pending-late-promised = By the pledge, { $amount } was to be paid from { $day } on. That part is not signed yet.
pending-back-refund = { $amount } was paid and then refunded, at the initiative of { $who }: “{ $words }”. It has been open since { $day }.
pending-back-termination = { $amount } was signed and then the agreement ended, at the initiative of { $who }: “{ $words }”. It has been open since { $day }.
pending-stopped = The clock is stopped while a condition is not met. { $party }.
pending-receiver = { $amount } was declared on { $day }. The receiver has not answered yet: { $days ->
    [0] it was declared today.
    [one] 1 day so far.
   *[other] { $days } days so far.
 }
pending-condition = { $party }: “{ $words }”
party-provider = Up to the provider
party-implementer = Up to the implementer
party-government = Up to the government
party-community = Up to the community
initiative-provider = the provider
initiative-implementer = the receiver
initiative-government = the government or the programme
initiative-community = the community
initiative-of-provider = The provider
initiative-of-implementer = The receiver
initiative-of-government = The government or the programme
initiative-of-community = The community
reply-title = The provider explains:
replies-title = What the provider explained
conditions-title = Conditions
conditions-met-title = Conditions that are met
condition-open = Not met yet
condition-met-on = Met: { $day }
dues-title = Planned payments that are open, oldest first
column-due-of = Of
due-of-commitment = Agreement { $id }
due-of-pledge = Pledge, not signed
due-of-planned = of { $amount } planned
due-today = Today
due-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
 }
due-open = { $days ->
    [0] Open since today
    [one] Open for 1 day
   *[other] Open for { $days } days
 }
due-stopped = The clock is stopped
due-expired = The pledge is no longer valid
due-in = { $days ->
    [one] In 1 day
   *[other] In { $days } days
 }
due-without-days = Agreement { $id } does not say when the rest will be paid.
commitment-without-days = This agreement does not say when the rest will be paid.
label-pending = What you explain
label-reply = Your explanation
hint-reply = 10 to 1000 characters. It is public and stands beside the reason. Do not write personal data.
form-reply = Explain why it waits
form-reply-lede = Your right of reply: your explanation is shown with its date. It is not deleted: a newer one replaces it, and earlier ones stay in the history.
form-reply-button = Publish the explanation
label-party-of = Whom it depends on
label-condition = The condition
hint-condition = In your own words, at least 10 characters. It is public.
form-condition = Say that it waits for a condition
form-condition-lede = Say what is missing and on whom it depends. Undone by saying that it is met.
form-condition-button = Record the condition
form-fulfilment = Say that a condition is met
form-fulfilment-lede = The condition stays in the history. Undone by recording it again.
form-fulfilment-button = It is met
error-condition-not-open = That condition is met already or does not belong here.
error-not-waiting = It no longer waits for that. See below how it stands now.
event-condition_stated = The pledge or agreement of { $organisation } for { $target } waits for a condition.
event-condition_met = A condition for which { $organisation } waited is met: { $target }.
event-reply_given = { $organisation } explains why its money waits: { $target }.
event-in_kind_accepted = What { $organisation } gives in kind is accepted for a line of the budget of { $target }: { $amount }.
event-in_kind_taken_back = The acceptance of { $amount } that { $organisation } gives in kind for { $target } is undone.
due-title = Next payments
due-empty = There are no open planned payments.
due-empty-detail = Here stand the payments that your organisation planned in its pledges and agreements and that are still to come.
due-more = There are more open payments. These are the 50 oldest.
due-without-days-caption = Agreements that do not say when the rest will be paid
due-without-days-more = There are more agreements that do not say when the rest will be paid. This list does not show all of them.
due-promises = Pledges
late-title = Late or open
late-caption = Pledges and agreements with money that is late, open, or unsigned past its validity, oldest first
late-more = There are more. These are the 50 oldest.
office-late-title = Late payments
office-late-caption = Pledges and agreements with payments that are late or open, oldest first
office-late-empty = There are no late payments.
office-late-empty-detail = Pledges and agreements of your jurisdiction appear here when a planned payment is past its day and not declared, or when money went back.
office-lapsing-title = Lapsing pledges
office-lapsing-caption = Pledges with something unsigned whose validity is over or ends within 30 days
office-lapsing-empty = There are no lapsing pledges.
office-lapsing-empty-detail = Here stand the pledges of your jurisdiction that are not signed in full and have 30 days or less of validity left.
office-uncovered-title = In kind, to be accepted
office-uncovered-caption = Pledges of goods or help of which something is not accepted yet for a line of the budget
office-uncovered-empty = There is nothing in kind to accept.
office-uncovered-empty-detail = Here stand the verified pledges of goods and help for open projects of your jurisdiction.
acceptance-title = Accept for the budget
acceptance-left = Left to accept: { $amount }.
acceptance-four-eyes = You wrote or sent this pledge. So that two people always see it, somebody else accepts it.
label-acceptance-line = Line that it covers
hint-acceptance-line = With what each line still lacks.
acceptance-line-option = { $line } ({ $project }): { $left } of { $amount } missing
label-acceptance-amount = Value that you accept
hint-acceptance-amount = In the currency of the pledge and at the value that the provider states; it may be a part.
label-accepted-on = Day of the acceptance
label-acceptance-note = What is accepted
hint-acceptance-note = It is public. Do not write personal data.
label-acceptance = What you undo
acceptance-counts = { $amount } of it counts: the rest of the pledge no longer stands.
acceptance-taken-back-on = Undone on { $day }.
acceptance-rate = at { $units } { $currency } a dollar
acceptance-valuation = worth { $amount } in the budget
acceptance-accepted = Accepted
acceptance-taken-back = Undone
acceptance-newest-taken-back = Of what was undone only the newest is shown.
acceptance-not-counted = Counts no longer
form-acceptance = Accept for a line of the budget
form-acceptance-lede = It will be shown as "covered in kind". It is no money and does not reduce the gap. It is never erased: it is undone by an opposite row, and both stay public.
form-acceptance-button = Accept in kind
form-reversal = Undo an acceptance
form-reversal-lede = Enters an opposite row for the whole amount, with its reason. Both are public. Accepting it again undoes it.
form-reversal-button = Undo the acceptance
acceptance-refusal-not-in-kind = This pledge is not of goods or help: only those are accepted in kind.
acceptance-refusal-not-for-project = No part of the pledge is for that project. Choose another line.
acceptance-refusal-no-such-line = The budget has no such line. Choose one of the list.
acceptance-refusal-budget-changed = The project changed since you opened this page. Nothing was saved: choose the line again.
acceptance-refusal-more-than-uncovered = It is more than what is left to accept of the pledge. Reduce the amount.
acceptance-refusal-more-than-line = It is more than the line lacks. Reduce the amount or choose another line.
acceptance-refusal-no-rate = No rate tells what it is worth in the currency of the budget. Ask for the rate of that day or choose another day.
acceptance-refusal-value-is-zero = It is worth less than a cent in the currency of the budget. Write a larger amount.
acceptance-refusal-taken-back-already = That acceptance was undone already. See below how it stands now.
lapsing-today = Ends today
lapsing-over = { $days ->
    [one] Ended 1 day ago
   *[other] Ended { $days } days ago
 }
lapsing-soon = { $days ->
    [one] Ends in 1 day
   *[other] Ends in { $days } days
 }

## Rates
rates-title = Rates of exchange
rates-lede = Each amount is converted to dollars once, at the rate of its day. A new rate converts what waited for it; it does not change what is converted already.
form-rate-import = Take in a file of rates
rates-try = Try without saving
rates-take = Take it in
rates-would = A trial, nothing was saved: { $added ->
    [one] one rate would be added
   *[other] { $added } rates would be added
 }; { $known ->
    [one] one is known
   *[other] { $known } are known
 }, { $skipped ->
    [one] one is skipped
   *[other] { $skipped } are skipped
 }, { $rejected ->
    [one] one would not be taken
   *[other] { $rejected } would not be taken
 }. { $converted ->
    [one] One amount would be converted.
   *[other] { $converted } amounts would be converted.
 }
rates-done = { $added ->
    [one] One rate was added
   *[other] { $added } rates were added
 }; { $known ->
    [one] one was known
   *[other] { $known } were known
 }, { $skipped ->
    [one] one was skipped
   *[other] { $skipped } were skipped
 }, { $rejected ->
    [one] one was not taken
   *[other] { $rejected } were not taken
 }. { $converted ->
    [one] One amount was converted.
   *[other] { $converted } amounts were converted.
 }
rates-rejected = Lines that are not taken, and why
rates-rejected-more = There are { $count } more; correct these and try the file again.
rates-overview = What the file holds, beside what is known
rates-overview-count = Rates
rates-overview-first = First
rates-overview-last = Last
rates-overview-least = Least
rates-overview-greatest = Greatest
rates-overview-seen = { $day }; { $ratio } times what is known
rates-overview-new = { $day }; nothing is known yet
rates-jumps = Some rates differ from what is known by a factor of two or more. They are named below and not taken; if they are right, tick the box and take the file in.
column-lacking-rate = Missing rate of
rates-waiting = Amounts without conversion
rates-waiting-lede = { $count ->
    [one] One amount waits for a rate of its day. It is counted apart, in its currency.
   *[other] { $count } amounts wait for a rate of their day. They are counted apart, in their currency.
 }
rates-waiting-oldest = Below are the oldest { $count }.
rates-waiting-commitments = An agreement in another currency than the cost of its project closes no gap until the rate of that currency is known, too.
rates-waiting-none = All amounts have their worth in dollars and in the currency of their project's cost.
rates-known = Rates that are known
rates-known-caption = Units of the currency for one dollar, the newest first
rates-none = There are no rates yet.
rates-none-detail = Load a file of rates above.
rates-none-such = There are no such rates.
rates-none-such-detail = Remove the filter to see all of them.
rates-known-lede = A rate is neither erased nor changed: another one corrects it, and the wrong one stays in sight, struck through.
rates-narrow = Filter
rates-narrow-not = See all
rates-all = All
rate-corrected = Corrected
rate-correction = Correction
rate-correct = Correct
rate-entry-title = Type one rate
rate-entry-link = Type one rate by hand
rate-entry-lede = For a rate that does not come in a file. Before it is kept you see how many amounts it converts.
form-rate-entry-button = See what it converts
rate-entry-confirm-title = Review the rate
rate-entry-converts = { $count ->
    [0] No amount is waiting for this rate: it is only added to the known ones.
    [one] It converts one amount that is waiting for a rate. What is converted already does not change.
   *[other] It converts { $count } amounts that are waiting for a rate. What is converted already does not change.
 }
rate-entry-button = Keep the rate
label-rate-entry-kind = { column-rate-kind }
label-rate-entry-units-per-usd = { column-units }
label-source = { column-source }
hint-rate-entry-currency = The US dollar and the balboa need no rate: they are worth the same.
hint-rate-entry-kind = A daily one also stands for the seven days after it that have none. A monthly or annual one is the average of a month or year that is over.
label-valid-from-on = First day
label-valid-to-on = Last day
hint-valid-to-on = Left empty: the same day, the end of the month or the end of the year, as its kind says.
hint-rate-entry-source = Who publishes the rate: a name or an address. It is shown beside each amount it converts.
error-units-ambiguous = The rate can be read in two ways: { $thousands } or { $decimal }. Write it without a thousands mark, or with one more zero at its end.
error-rate-at-par = The US dollar and the balboa need no rate: they are worth the same. Choose another currency.
rate-period-in-future = This day is still to come: give the first day of a rate that is published.
error-rate-known = A rate of this source is known for that currency, kind and first day. If it is wrong, correct it from the list of rates.
rate-period-end-before-start = The last day is before the first: mend one of the two.
rate-period-too-long = A daily rate stands for ten days at most: mend the last day or the kind.
rate-period-not-a-month = A monthly rate goes from the first to the last day of one month: mend the days or the kind.
rate-period-not-a-year = An annual rate goes from 1 January to 31 December of one year: mend the days or the kind.
rate-period-not-over = This period is not over: its average cannot be known yet.
column-correction = Correction
correction-title = Correct a rate
rate-sentence = { $units } { $currency } for a dollar, { $kind } rate, from { $from } to { $to }. Source: { $source }
correction-lede = This rate stays in sight, struck through, and the new one takes its place. Before anything is saved you will see every amount that changes, with its worth before and after.
correction-new = { $units } { $currency } for a dollar. Source: { $source }
form-correction-button = See what changes
correction-confirm-title = What changes if you correct this rate
correction-moved = Nothing was saved: the amounts changed while you were reading them. Please check them again.
correction-wrong = Wrong rate
correction-right = Right rate
correction-changes = Amounts that are converted anew
correction-changes-lede = { $count ->
    [one] One amount gets a new conversion, with an event of its own in the history. The earlier one is not erased.
   *[other] { $count } amounts get a new conversion, each with an event of its own in the history. The earlier ones are not erased.
 }
correction-changes-none = No amount was converted with this rate. Only the rate changes.
correction-in-budget = { $amount } in the currency of the project
correction-follows = Totals follow these figures. What takes away (withdrawals, terminations, refunds, adjustments) is worth a part of what it takes from and changes with it.
correction-requirements = The cost of a project keeps its rate until its budget is edited: this correction does not change it.
correction-button = Correct the rate
correction-change = Back to the form
column-before = Before
column-after = After
label-units-per-usd = Units for a dollar
hint-units-per-usd = How many units of the currency one dollar buys, with all decimals. For example 4325.955.
hint-correction-source = Where the right number was read. It must differ from the source of the wrong rate, for instance by the date of reading.
error-rate-source = Say the source in words, in 200 characters at most.
error-stale-rate = Somebody has corrected this rate already. Nothing was saved: correct the one that took its place.
refusal-same-units = The rate has that number already.
refusal-same-source = A rate of that source is known for those days. Say where the right one comes from, for instance with the date of reading.
rates-link = See and take in rates
rate-source-upload = file taken in by the administration
rate-kind-daily = daily
rate-kind-monthly = monthly
rate-kind-annual = annual
rate-format-any = As the header says
label-rate-import-file = CSV file
hint-rate-import-file = As its source publishes it, up to 10 MB. Try without saving first.
label-rate-import-format = Form of the file
label-accept-jumps = Take rates, too, that differ from what is known by a factor of two or more
hint-accept-jumps = Only after a trial in which you looked at each of them.
label-accept-jump = I have looked at it: the rate is right
error-accept-jumps = Confirm that the rate is right, or change it.
column-file-line = Line
column-column = Column
column-rate-kind = Kind
column-units = Units per dollar
column-valid = Valid
error-file-required = Choose a file.
rate-error-missing = This value is missing: fill it in or remove the line.
rate-error-cell-count = The line does not have the same cells as the header: check that it is not cut off and that numbers with a decimal comma are in quotation marks.
rate-error-not-a-number = This is not a number: write digits only, with a decimal point or comma, for example 4123.45.
rate-error-ambiguous-number = The mark could separate thousands or decimals, and no other number of this currency in the file shows which: write it without thousands separators and with two or four decimals, for example 4123.00 or 4.1230.
rate-error-not-positive = The rate must be above zero: correct the number.
rate-error-out-of-range = The rate is too large or too small to be true: check that it is in units of the currency for one US dollar.
rate-error-too-precise = The rate has more than 28 digits: write it with fewer decimals.
rate-error-bad-date = This date does not exist or is not written as it should be: write year-month-day, for example 2023-06-01, between 1900 and 2100.
rate-error-not-year-end = The average of a year must be dated 31 December of that year: correct the date.
rate-error-end-before-start = The last day is before the first: correct one of the two dates.
rate-error-period-too-long = A daily rate holds for at most 10 days: correct the dates or the kind.
rate-error-not-a-month = A monthly rate goes from the first to the last day of one month: correct the dates or the kind.
rate-error-not-a-year = An annual rate goes from 1 January to 31 December of one year: correct the dates or the kind.
rate-error-not-over = This month or year is not over: its average cannot be known yet.
rate-error-in-future = The first day is still to come: take the rate in when it stands.
rate-error-may-be-cut = The file ends in this number, which may have lost its last digits: check that it is whole, and end the line (Enter) before you save the file.
rate-error-unknown-currency = The registry does not take this currency, or it is not the one of this file: write a code such as COP or EUR (in a TRM file, always COP).
rate-error-unknown-kind = The kind of rate is not known: write daily, monthly or annual (in an IMF file, only A).
rate-error-bad-source = The source must be given in words, with at most 200 characters; if only digits stand there, a decimal comma cut the rate in two and it must be in quotation marks.
rate-error-contradiction = Line { $first } gives another rate or another last day for the same currency, kind and first day: neither is taken; leave only the right one.
rate-error-known-otherwise = Known of this source with another value or another last day: { $rate }. It stays as it is; if it is wrong, correct it from the list of rates.
rate-error-jump = It is { $ratio } times the rate of { $from }, { $units } { $currency } for a dollar: a difference by a factor of two or more must be confirmed.
rate-file-not-text = The file is not text in UTF-8: save it as "CSV UTF-8" and upload it again.
rate-file-empty = The file is empty: choose the file that holds the rates.
rate-file-no-rows = The file has a header but no rates: check that the download is complete.
rate-file-unknown-header = The first line is not the header of any known form (TRM, ECB, IMF or the registry's own): upload the file as its source publishes it, with the names of its columns.
rate-file-other-format = The file lacks columns of the form that was chosen: choose the form that fits or let the registry recognise it.
rate-file-repeated-column = Two columns have the same name: leave only one of them.
rate-file-open-quote = A quotation mark opens and does not close on the same line: close it or remove it.
rate-file-month-first = The dates are written with the month first and are read here with the day first: write them as year-month-day, for example 2023-06-13.
rate-file-too-many-rows = The file holds more than 200 000 rates: split it into smaller files.
rate-format-trm = TRM of Colombia (Superintendencia Financiera)
rate-format-ecb = European Central Bank (eurofxref-hist.csv)
rate-format-imf = Annual averages of the IMF
rate-format-plain = The registry's own form

## Letters about payments
letter-disbursement-declared-subject = { $by ->
        [office] The office notes that { $provider } paid you { $declared }
       *[own] { $provider } declares that it paid you { $declared }
    }
letter-disbursement-declared-body = { $name },

    { $by ->
        [office] The programme's office notes, on behalf of { $provider }, that it paid { $declared } to { $receiver } on { $dated_on }, for { $target }.
       *[own] { $provider } declares that it paid { $declared } to { $receiver } on { $dated_on }, for { $target }.
    }

    Say whether it arrived, or whether another sum did. Silence does not confirm: until you answer, that money does not count as paid.

    Answer: { $desk_url }
letter-disbursement-confirmed-subject = { $receiver } confirms that it received { $amount }
letter-disbursement-confirmed-body = { $name },

    { $receiver } confirms that it received { $amount } of the { $declared } that { $provider } declared on { $dated_on }.{ letter-difference }

    The disbursement: { $desk_url }
letter-disbursement-confirmed-on-document-subject = The office notes that { $receiver } received { $amount }
letter-disbursement-confirmed-on-document-body = { $name },

    The programme's office notes, according to a document, that { $receiver } received { $amount } of the { $declared } that { $provider } declared on { $dated_on }.{ letter-difference }

    The disbursement: { $desk_url }
letter-disbursement-disputed-subject = { $receiver } disputes a disbursement of { $declared }
letter-disbursement-disputed-body = { $name },

    { $provider } declared a disbursement of { $declared } on { $dated_on }. { $amount ->
        [none] { $receiver } disputes it and does not say how much arrived.
       *[other] { $receiver } says that { $amount } arrived.
    }

    Reason: { $reason }

    Until it is resolved, that money stands as disputed. The disbursement: { $desk_url }
letter-disbursement-disputed-on-document-subject = The office notes a dispute about a disbursement of { $declared }
letter-disbursement-disputed-on-document-body = { $name },

    { $provider } declared a disbursement of { $declared } on { $dated_on }. { $amount ->
        [none] The programme's office notes, according to a document, that { $receiver } disputes it, without saying how much arrived.
       *[other] The programme's office notes, according to a document, that { $amount } arrived at { $receiver }.
    }

    Reason: { $reason }

    Until it is resolved, that money stands as disputed. The disbursement: { $desk_url }
letter-disbursement-resolved-subject = The dispute is resolved: { $amount } arrived
letter-disbursement-resolved-body = { $name },

    The disbursement of { $declared } of { $dated_on } is no longer disputed: { $receiver } received { $amount }.{ letter-difference }

    The disbursement: { $desk_url }
letter-disbursement-resolved-on-document-subject = The dispute is resolved: the office notes that { $amount } arrived
letter-disbursement-resolved-on-document-body = { $name },

    The disbursement of { $declared } of { $dated_on } is no longer disputed: the programme's office notes, according to a document, that { $receiver } received { $amount }.{ letter-difference }

    The disbursement: { $desk_url }
letter-difference = { $cause ->
        [none] {""}
       *[other] {" "}Cause of the difference: { $cause }.
    }{ $reason ->
        [none] {""}
       *[other] {""}

        Explanation: { $reason }
    }
letter-disbursement-refunded-subject = It is noted that { $amount } came back to { $provider }
letter-disbursement-refunded-body = { $name },

    It is noted that { $receiver } gave back to { $provider } { $amount } of the disbursement of { $declared } of { $dated_on }, for { $target }. It is taken off what was disbursed.

    Reason: { $reason }

    If this is not so, write to the programme's office. The disbursement: { $desk_url }
letter-commitment-signed-subject = Your agreement with { $provider } for { $amount } is noted
letter-commitment-signed-body = { $name },

    An agreement of { $provider } with { $receiver } for { $amount } is noted, signed on { $dated_on }, for { $target }. It is public.

    When a disbursement is declared, we will ask you whether it arrived. If the agreement is not as noted, write to the programme's office.

    The agreement: { $desk_url }
letter-commitment-terminated-subject = The end of { $amount } of your agreement with { $provider } is noted
letter-commitment-terminated-body = { $name },

    It is noted that { $amount } of the agreement of { $provider } with { $receiver } for { $declared }, of { $dated_on }, for { $target }, will not be paid any more. What was paid stays as it is.

    Reason: { $reason }

    The agreement: { $desk_url }
