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
pager-prev = Previous
pager-next = Next
table-scroll-hint = Slide the table sideways to see every column.
event-number = Event { $number }
step-done = (done)

## How each figure is worked out
methodology-title = How each figure is worked out
methodology-description = What Puente counts, what it does not count, and how you can do the sum again.
methodology-lede = This page says what Puente counts, what it does not count, and how you can do the sum again.
methodology-contents = On this page
methodology-not-yet = Signed agreements and payments are not recorded here yet.
methodology-not-yet-detail = Puente already has the words and the columns for them, but they cannot be entered yet. A 0 under “signed” or “received” does not mean that nobody has signed or paid. It means that Puente does not record it yet.
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
methodology-pledged-text = The sum of the money pledges that are verified and published. If a pledge is withdrawn or lapses later, this figure does not go down: what was promised stays in sight.
methodology-outstanding = Outstanding
methodology-outstanding-text = Pledged, less what was withdrawn and what lapsed; also less what was signed, once agreements are recorded. It is the part of the promises that still stands.
methodology-committed = Signed
methodology-committed-text = Firm obligations in writing, dated by their signature. A board’s approval is not a signature. Not recorded yet.
methodology-paid = Received
methodology-paid-text = Payments confirmed by whoever receives them. What only the payer declares stands apart. Not recorded yet.
methodology-gap = Gap
methodology-gap-text = The project requirement less what is signed. It never goes below zero.
methodology-in-kind = In kind
methodology-in-kind-text = Goods and technical help, at the value that the giver puts on them. Not added to the money. What is withdrawn or lapses is taken off.
methodology-guarantees = Guarantees
methodology-guarantees-text = They are not cash and are not added to the money. What is withdrawn or lapses is taken off.
methodology-once = Money is counted once
methodology-once-steps = The same money can take three steps: pledge, signed agreement and payment. Each step has its figure. If you add them, you count the same money two or three times.
methodology-once-target = A pledge goes to one thing: a project, a place, a pillar or the whole plan. It is counted once, at that level. We do not share it out among projects on our own account.
methodology-once-rows = Facts about money are neither edited nor erased. A withdrawal or a lapse is a new fact that subtracts; the first one stays.
methodology-verification = What “verified” means
methodology-verification-means = To verify is to check that the promise was made: who promises, how much, for what and since when. A programme officer of the country does it.
methodology-verification-eyes = Whoever wrote or submitted a pledge may not verify it. Two people always take part. This is the four-eyes check, and the database demands it too.
methodology-verification-not = Verified does not mean:
methodology-verification-not-money = that the money is already available, signed or handed over;
methodology-verification-not-vetted = that Puente has vetted the giver or the origin of the money;
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
methodology-state-lapsed-text = It ceased to hold without being signed. The reason is public.
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
methodology-dollars-once = A pledge is converted once, at the rate of the day it was made. A project’s requirement, at that of the day of its budget.
methodology-dollars-rates = Each rate has a date and a source. We use that of the day or, if there is none, the latest of the seven days before. Failing that, the month’s average; then the year’s.
methodology-dollars-balboa = The balboa (PAB) is worth the same as the dollar.
methodology-dollars-rounding = Amounts are rounded to the cent. An exact half goes to the even cent.
methodology-dollars-back = What is withdrawn or lapses is taken off at the rate of its pledge.
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
methodology-shares-remainder = When an amount is shared out, the cents left over go to the parts with the largest remainder. So the parts always add to the whole.
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
methodology-boundary-class-text = By who promises. Pledges only, with no requirement and no gap.
methodology-boundary-partner = Partner
methodology-boundary-partner-text = What one organisation promises. Pledges only.
methodology-boundary-project = Project
methodology-boundary-project-text = Its requirement, its pledges and its gap.
methodology-boundary-year = Year
methodology-boundary-year-text = The year in which the pledge was made. Pledges only.
methodology-documented = Documented projects
methodology-documented-what = Some projects were compiled from public sources. They bear the mark “documented” and a link to their source. Their funders have not confirmed them here.
methodology-documented-money = Their amounts are shown as the source gives them and enter no total. They take no pledges until the programme adopts them as registered.
methodology-recompute = How to do the sum again
methodology-recompute-chain = Download the public history and check its chain.
methodology-recompute-entries = Find the events that have “entry”. Those about money say “financial” in the field “aid”. Amounts are in the smallest unit of the currency: in dollars, cents.
methodology-recompute-pledged = Pledged: add “usd_minor” of the money rows whose “kind” is “pledge” or “revision”.
methodology-recompute-outstanding = Outstanding: add “usd_minor” of all money rows. Withdrawals and lapses are already negative.
methodology-recompute-rate = Rows without “usd_minor” are not converted. Add them apart, by currency.
methodology-recompute-compare = Compare with the figures of the plan. Both files must reach the same event number: the field “as_of”.
methodology-recompute-projects = Requirement and gap: take each registered project from the JSON list, in the currency of its budget, and do not add different currencies.
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
privacy-reading-no-address = Puente’s database does not keep your IP address. Whoever hosts the server may keep technical records of their own.
privacy-reading-language = A cookie may remember the language you choose. It does not say who you are.
privacy-account = If you have an account
privacy-account-intro = We keep:
privacy-account-data = your e-mail address, your name, your role, your organisation or the countries you look after, and your language;
privacy-account-password = your password, in a form that nobody can read;
privacy-account-session = your session: a cookie keeps it open until you sign out, or 12 hours at most;
privacy-account-audit = what each account did and when, to know who submitted a pledge and who verified it;
privacy-account-attempts = attempts to sign in, with a digest of the e-mail address in place of the address, to stop abuse;
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
privacy-how-long-invitation = Invitation link: it works once, for 7 days.
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
accessibility-limits-tables = Some wide tables, and the code on the data page, scroll sideways on a phone.
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
who-what-not-endorse = Being listed here is no endorsement. Verifying a pledge says that it was made, not that its giver was vetted.
who-what-not-payments = Signed agreements and payments cannot be recorded yet.
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
who-implementer-not-yet = Cannot confirm payments or post updates here yet.
who-officer = Programme officers
who-officer-who = People of the programme who look after Colombia, Panamá or both countries.
who-officer-projects = Register the projects of their country, keep them up to date and change their status, with a reason.
who-officer-review = Verify, return or decline pledges. Never those that they wrote or submitted themselves.
who-officer-behalf = Can enter a pledge on behalf of an organisation; it is marked so, and another person verifies it.
who-officer-lapse = Declare a pledge lapsed, with a public reason.
who-administrator = Administrators
who-administrator-who = Those who keep the registry running.
who-administrator-keep = Invite people and look after the lists of organisations, places and exchange rates.
who-administrator-redact = Can erase a public text that should not be there. That it was erased stays in sight.
who-administrator-not = Cannot verify pledges or change projects or published facts.
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
data-not-yet = Signed agreements and payments are not recorded yet.
data-not-yet-detail = The fields committed, declared, disputed, paid and spent already exist, but today they say nothing about what was signed or paid.
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
data-totals = The figures
data-totals-intro = A project’s requirement and gap are in the currency of its budget. Its other figures, and all those of the plan, are in dollars (USD).
data-totals-example = This is how a figure is written:
data-totals-requirement = Project requirement: the sum of its budget.
data-totals-pledged = Verified pledges of money. It does not go down if they are withdrawn or lapse.
data-totals-outstanding = What is pledged and still stands: not withdrawn, lapsed or signed.
data-totals-committed = Signed agreements. Not recorded yet.
data-totals-declared = Payments that wait for the receiver’s word. Not recorded yet.
data-totals-disputed = Payments that the receiver disputes. Not recorded yet.
data-totals-paid = Payments confirmed by the receiver. Not recorded yet.
data-totals-spent = Expenditure reported by the implementer. Not recorded yet.
data-totals-in-kind = Goods and technical help, at the value that the giver puts on them.
data-totals-guarantees = Guarantees. They are not cash.
data-totals-not-converted = List of what has no exchange rate, by currency. It is not in the other figures in dollars.
data-totals-gap = Gap: requirement less signed, never below zero.
data-event = An event
data-event-number = Number of the event, from 1 and without gaps.
data-event-hash = SHA-256 hash of the event, as 64 lower-case hexadecimal digits.
data-event-public = The event itself, as a text. These are the exact characters that are hashed. Inside there is another JSON:
data-event-inner-head = In public: the number again, the time (at, in UTC) and the kind of event.
data-event-inner-entry = In public, where there is money: the ledger row, with pledge, organisation, kind, aid, amount_minor, currency, dated_on and usd_minor. Amounts ending in _minor are in the currency’s smallest unit.
data-event-inner-texts = In public: a digest for each free text, in place of the text.
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
data-texts = Texts that are erased
data-texts-digest = Codes, amounts and dates stand in the chain as they are. Free texts stand as a digest made from the text and a salt: random characters that keep anyone from guessing the text from the digest.
data-texts-erase = If a text must be erased, the text and its salt are erased. The chain stays whole, and a new event says that something was erased.
data-licence = Licences
data-licence-data = Data: CC BY 4.0. You may copy, change and publish them if you name Puente as the source.
data-licence-sources = What we link to in other sources keeps the licence of each.
data-licence-software = Software: MIT or Apache-2.0, as you choose.
data-link-methodology = How each figure is worked out
data-link-projects = Search and filter projects
data-link-activity = Read the public history

# Signing in
sign-in-title = Sign in
sign-in-lede = Partners, implementers and officers sign in here. Reading the register needs no account.
sign-in-demo = This is a demonstration.
sign-in-demo-detail = Sign in as banco@demo.example (partner), officer@demo.example (officer) or admin@demo.example (administrator). The password of every account is puente-demo-2026.
sign-in-button = Sign in
sign-in-help = No account, or lost your password? Ask the registry's administrator for a new invitation.
label-email = E-mail
label-password = Password
error-credentials = The e-mail or the password is wrong. Check both and try again.
error-too-many-sign-ins = There were too many attempts with this e-mail. Wait 15 minutes and try again.
invitation-title = Accept the invitation
invitation-lede = You join as { $role } with the e-mail { $email }. Write your name and choose a password.
invitation-button = Create my account
label-name = Name
label-new-password = New password
hint-new-password = At least { $min } characters. A long phrase is better than a difficult word.
label-password-again = Password, again
error-password-length = The password needs at least { $min } characters.
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
error-amount-large = The amount is too large for the register. Check the figures.
error-amount-precise = { $currency } takes at most { $digits } decimals.
error-amount-currency = The amount says { $found }, but the chosen currency is { $currency }. Correct one of them.
error-amount-ambiguous = The amount can be read in two ways: { $thousands } or { $decimal }. Write it without a thousands mark, or with two decimals.
error-currency = The register does not keep this currency. Choose one from the list.
error-one-target = Choose one purpose only: a project, a place or a pillar.
error-no-project = There is no public project with that code. Look it up in the list of projects.
error-pledged-future = The pledge cannot be dated in the future.
error-validity-before = The pledge cannot expire before the day on which it is made.
error-validity-over = That date has passed: the pledge would be born expired.
error-embargo-over = The day of publication must be after today. Leave it empty to publish on verification.
error-tranches-exceed = The planned payments add up to more than the pledge.
error-tranche-before = This payment is planned before the day of the pledge.
error-tranches-many = At most 12 planned payments fit.
error-project-documented = This project is compiled from public sources and takes no pledges. An officer can register it; then it can take them.
error-project-not-open = This project takes no pledges at its present status. Those seeking funding or in implementation do.
error-stale-pledge = Somebody changed this pledge while you were writing. What you wrote is still here: open the pledge in another tab, compare, and send it again from its page.
error-reason-short = Give the reason in at least 10 characters.
error-state-moved = This pledge has changed its state already. Below you see how it stands.
error-share = Write a percentage above 0 and up to 100, with at most two decimals.
error-shares-sum = The percentages must add to exactly 100.
error-twice = It stands in another row already.
error-other-country = This place is not in the chosen country.
error-territorial-basis = To say that no territory is touched, write the competent authority's act: number and date.
error-end-before-start = The end comes before the start.
error-stale-project = Somebody changed this project while you were writing. What you wrote is still here: open the project in another tab, compare, and edit it again.
error-stale-status = Somebody changed this project while you were writing: it is now “{ $status }”, since { $when }. Check whether your change still makes sense and send it again.
error-not-a-successor = The project cannot go to that status from where it is.
error-effective-future = The date of the change cannot lie in the future.
error-effective-before = The date lies before the last change of status.
error-gate = The project still misses something for this step. The list is above.
error-email = Write a full e-mail address, like ana@example.org.
error-email-taken = This e-mail has an account already.

# Forms
choose-none = None
choose-one = Choose…
label-reason = Reason
hint-reason-public = It is public and you cannot erase it yourself. At least 10 characters.
column-reference = Reference
column-organisation = Organisation
column-target = For
column-amount = Amount
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
desk-lede-officer = Here are the pledges that you enter on behalf of other organisations.
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
desk-state-lapsed = The pledge expired unsigned. What was promised stays visible; it is no longer outstanding.
reason-given = Reason
pledge-title = Pledge
pledge-what = What is promised
pledge-history = History
pledge-edit-button = Edit the pledge
pledge-receipt-link = See the public receipt
tranches-title = Planned payments
withdraw-title = Withdraw the pledge
withdraw-lede = What is not signed is withdrawn. This cannot be undone: the withdrawal and its reason are public and the original amount stays visible.
withdraw-button = Withdraw the pledge
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
hint-valid-until = If it is not signed by that day, it shows as expired.
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
pledge-sentence = { $organisation } pledges { $amount } ({ $words }) for { $target }, on { $pledged_on }. Kind of contribution: { $kind }.
pledge-confirm-notice = Once sent, somebody other than the person who enters it reviews it.
pledge-confirm-detail = If it is verified it is public with its amount, date and conditions, and cannot be erased: only withdrawn, with a reason.

# The office
office-title = What waits for an answer
office-lede = { $count ->
    [0] No pledge is waiting.
    [one] One pledge waits for an answer.
   *[other] { $count } pledges wait for an answer.
 }
office-projects-title = Projects of my jurisdiction
office-new-project = New project
office-behalf = Enter a pledge on behalf of another organisation
office-caption = Pledges sent, longest waiting first
office-own = You entered it: somebody else must verify it
office-empty = Nothing is waiting.
office-empty-detail = When a partner sends a pledge of your jurisdiction, it appears here.
entered-by = Entered by
review-title = Answer
review-lede = Verifying says that the promise was made. It does not say that the giver was vetted.
label-decision = Answer
decision-verify = Verify
decision-verify-hint = The pledge becomes public and counts in the totals.
decision-return = Return
decision-return-hint = The partner corrects it and sends it again. Say what is missing.
decision-decline = Decline
decision-decline-hint = The pledge ends here and is not published. Say why.
hint-review-reason = Needed to return or decline. The partner reads it, the public does not. At least 10 characters.
review-button = Send answer
lapse-title = Let it lapse
lapse-lede = What is not signed is no longer outstanding. This cannot be undone and is public; the original amount stays visible.
lapse-button = Let it lapse
office-projects-lede = The projects that you keep. Drafts are seen only here.
office-projects-caption = Projects, those changed last first
office-projects-empty = There are no projects in your jurisdiction yet.
project-edit-button = Edit the facts
project-public-link = See the public page
project-draft-notice = It is a draft: nobody else sees it. To publish it, change it to “Identified”.
status-change-title = Change the status
status-change-button = Change the status
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
project-save-button = Save

# Administration
admin-title = Administration
admin-letters = Letters
admin-letters-caption = The last 50 letters, failed ones first
admin-letters-empty = There are no letters yet.
letter-state-waiting = Waiting
letter-state-sent = Sent
letter-state-failed = Failed
letter-retry = Try again
admin-invite = Invite a person
admin-invite-button = Send invitation
invitation-made = The invitation left by e-mail. You can also hand over this link; it works once and expires in 7 days.
label-role = Role
label-organisation-of-partner = Organisation (for a partner or implementer)
label-jurisdiction = Jurisdiction (for an officer)
admin-people = People
admin-people-caption = Accounts, by e-mail
person-joined = Has a password
person-invited = Invited
admin-events = Take a text out of the public history
admin-events-lede = Open the event. The text is erased; the event, its amount and its date stay, and the erasure is public.
event-page-title = Event
event-texts = Texts of this event
event-no-texts = This event carries no free texts.
event-bytes = Exact content
redact-title = Erase a text
redact-warning = Erasing a text cannot be undone. The public history keeps that it was erased and why.
redact-button = Erase the text
label-field = Text
text-reason = Reason
text-conditions = Conditions
text-authorised_by = Authorised by
text-note = Note
text-title_es = Title in Spanish
text-title_en = Title in English
text-description_es = Description in Spanish
text-description_en = Description in English
text-contact_office = Contact office

# Letters
letter-signature = Puente, public register of projects and pledges
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

    Public receipt, from the day of publication: { $public_url }
    Your pledge: { $desk_url }
letter-pledge-withdrawn-subject = The pledge { $reference } was withdrawn
letter-pledge-withdrawn-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) was withdrawn. The original amount stays visible; it is no longer outstanding.

    Reason: { $reason }

    Your pledge: { $desk_url }
letter-pledge-lapsed-subject = The pledge { $reference } lapsed
letter-pledge-lapsed-body = { $name },

    The pledge { $reference } of { $organisation } ({ $amount } for { $target }) was declared lapsed. The original amount stays visible; it is no longer outstanding.

    Reason: { $reason }

    Your pledge: { $desk_url }
letter-invitation-subject = Invitation to Puente
letter-invitation-body = You are invited to Puente, the public register of projects and pledges on the border of Colombia and Panamá.

    Open this link, write your name and choose a password:

    { $link }

    The link works once and expires in 7 days. If you did not expect this invitation, do nothing.
