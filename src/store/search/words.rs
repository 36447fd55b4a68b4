//! Words: how texts are cut into them, and which of them a search means. Knows no database.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use roaring::{MultiOps as _, RoaringBitmap};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Lower case, without accents, only letters and digits, words separated by one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(&mut push);
                }
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of a folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// The language of a text, by whose rules its words are cut to their stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    Spanish,
    English,
}

impl Tongue {
    /// The stem of a folded word, itself folded: the same for `acueducto` and `acueductos`, for `school` and `schools`.
    fn stem(self, word: &str) -> String {
        match self {
            Self::English => Stemmer::create(Algorithm::English).stem(word).into_owned(),
            Self::Spanish => {
                // The rules know the ending with its accent alone; each Spanish word in -cion and -sion has it.
                let accented = match word.strip_suffix("ion") {
                    Some(root) if root.ends_with(['c', 's']) => Some(format!("{root}i\u{f3}n")),
                    _ => None,
                };
                let stem = Stemmer::create(Algorithm::Spanish)
                    .stem(accented.as_deref().unwrap_or(word))
                    .into_owned();
                if stem.is_ascii() { stem } else { fold(&stem) }
            }
        }
    }
}

/// The texts that hold a word. Most words are rare, so one text needs no set.
#[derive(Debug, Clone)]
enum Holders {
    One(u32),
    Many(Arc<RoaringBitmap>),
}

impl Holders {
    fn add(&mut self, text: u32) {
        match self {
            Self::One(other) if *other == text => {}
            Self::One(other) => *self = Self::Many(Arc::new([*other, text].into_iter().collect())),
            Self::Many(texts) if texts.is_empty() => *self = Self::One(text),
            Self::Many(texts) => {
                Arc::make_mut(texts).insert(text);
            }
        }
    }

    fn remove(&mut self, gone: &RoaringBitmap) {
        match self {
            Self::One(text) if gone.contains(*text) => *self = Self::Many(Arc::default()),
            Self::Many(texts) if holds_any(texts, gone) => *Arc::make_mut(texts) -= gone,
            Self::One(_) | Self::Many(_) => {}
        }
    }
}

/// Whether a word is held by one of some texts. Of few each is looked for: comparing sets costs more.
fn holds_any(holders: &RoaringBitmap, texts: &RoaringBitmap) -> bool {
    const FEW: u64 = 16;
    if texts.len() <= FEW {
        texts.iter().any(|text| holders.contains(text))
    } else {
        !holders.is_disjoint(texts)
    }
}

/// The words of some texts in one language, and which texts hold each. Texts are known by a number, and so are words.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    tongue: Tongue,
    /// The folded words, to be looked up.
    numbers: HashMap<Arc<str>, u32>,
    /// The folded words in their order.
    sorted: BTreeMap<Arc<str>, u32>,
    /// The words of each stem.
    stems: HashMap<Box<str>, Vec<u32>>,
    /// Who holds each word.
    holders: Vec<Holders>,
}

impl Vocabulary {
    pub fn new(tongue: Tongue) -> Self {
        Self {
            tongue,
            numbers: HashMap::new(),
            sorted: BTreeMap::new(),
            stems: HashMap::new(),
            holders: Vec::new(),
        }
    }

    /// Adds the words of folded texts.
    pub fn add<'t>(&mut self, texts: impl Iterator<Item = (u32, &'t str)>) {
        let mut held = Vec::new();
        for (text, folded) in texts {
            held.extend(words(folded).map(|word| (self.number(word), text)));
        }
        // Word by word, because each lies somewhere else.
        held.sort_unstable();
        held.dedup();
        for (number, text) in held {
            match self.holders.get_mut(number as usize) {
                Some(holders) => holders.add(text),
                None => self.holders.push(Holders::One(text)),
            }
        }
    }

    /// The number of a word. A new one is held by the text that is added next, and by none until then.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        if let Some(stem) = self.stem(word) {
            self.stems.entry(stem.into()).or_default().push(number);
        }
        let word: Arc<str> = word.into();
        self.numbers.insert(word.clone(), number);
        self.sorted.insert(word, number);
        number
    }

    /// The stem of a folded word; a number has none.
    fn stem(&self, word: &str) -> Option<String> {
        let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
        (!is_number).then(|| self.tongue.stem(word))
    }

    /// Takes texts out of all words; a word that no text holds any more stays without one. Looks at every word, so all that
    /// change go at once.
    pub fn remove(&mut self, texts: &RoaringBitmap) {
        self.holders.iter_mut().for_each(|holders| holders.remove(texts));
    }

    /// The texts that hold a word which begins with this folded one, or has its stem.
    pub fn find(&self, word: &str) -> RoaringBitmap {
        let beginning = self
            .sorted
            .range::<str, _>((Bound::Included(word), Bound::Unbounded))
            .take_while(|(known, _)| known.starts_with(word))
            .map(|(_, number)| number);
        let same = self.stem(word).and_then(|stem| self.stems.get(stem.as_str()));
        let (mut alone, mut sets) = (Vec::new(), Vec::new());
        for number in beginning.chain(same.into_iter().flatten()) {
            match self.holders.get(*number as usize) {
                Some(Holders::One(text)) => alone.push(*text),
                Some(Holders::Many(texts)) => sets.push(&**texts),
                None => {}
            }
        }
        sets.union() | alone.into_iter().collect::<RoaringBitmap>()
    }

    /// The words that some text holds, with the texts of each.
    pub fn held(&self) -> impl Iterator<Item = (&str, Vec<u32>)> {
        let all = self.sorted.iter().filter_map(|(word, number)| {
            let texts = match self.holders.get(*number as usize)? {
                Holders::One(text) => vec![*text],
                Holders::Many(texts) => texts.iter().collect(),
            };
            Some((word.as_ref(), texts))
        });
        all.filter(|(_, texts)| !texts.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_do_not_matter() {
        assert_eq!(
            fold("  Acueducto de ACANDÍ: «agua» & año/2026 "),
            "acueducto de acandi agua ano 2026"
        );
        assert_eq!(fold("¿?"), "");
        assert_eq!(
            fold("nin\u{303}o ACANDI\u{301} \u{130}stmo"),
            "nino acandi istmo",
            "marks of their own"
        );
    }

    #[test]
    fn a_word_and_its_plural_have_one_stem() {
        for (tongue, one, many) in [
            (Tongue::Spanish, "acueducto", "acueductos"),
            (Tongue::Spanish, "capacitacion", "capacitaciones"),
            (Tongue::Spanish, "extension", "extensiones"),
            (Tongue::Spanish, "escuela", "escuelas"),
            (Tongue::English, "school", "schools"),
            (Tongue::English, "community", "communities"),
            (Tongue::English, "building", "build"),
        ] {
            assert_eq!(tongue.stem(one), tongue.stem(many), "{one}, {many}");
        }
        assert_ne!(Tongue::Spanish.stem("agua"), Tongue::Spanish.stem("aguacate"));
    }

    fn found(vocabulary: &Vocabulary, word: &str) -> Vec<u32> {
        vocabulary.find(word).iter().collect()
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_by_its_stem_until_its_text_goes() {
        let mut known = Vocabulary::new(Tongue::Spanish);
        let texts = [
            (1, "acueductos veredales acueductos"),
            (2, "acueducto del rio"),
            (3, "aguas"),
        ];
        known.add(texts.into_iter());
        assert_eq!(found(&known, "acueducto"), [1, 2]);
        assert_eq!(found(&known, "acueductos"), [1, 2], "by the stem");
        assert_eq!(found(&known, "ac"), [1, 2]);
        assert_eq!(found(&known, "a"), [1, 2, 3]);
        assert_eq!(found(&known, "cueducto"), [0_u32; 0]);
        known.remove(&RoaringBitmap::from([2]));
        assert_eq!(found(&known, "acueducto"), [1]);
        assert_eq!(known.held().count(), 3, "and no word without a text is held");
    }
}
