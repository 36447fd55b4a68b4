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

/// The words of some texts in one language, and which texts hold each. Texts are known by a number.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    tongue: Tongue,
    /// Folded words in their order.
    words: BTreeMap<Arc<str>, Arc<RoaringBitmap>>,
    /// The words of each stem.
    stems: HashMap<Box<str>, Vec<Arc<str>>>,
}

impl Vocabulary {
    pub fn new(tongue: Tongue) -> Self {
        Self {
            tongue,
            words: BTreeMap::new(),
            stems: HashMap::new(),
        }
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: u32, folded: &str) {
        for word in words(folded) {
            if let Some(texts) = self.words.get_mut(word) {
                Arc::make_mut(texts).insert(text);
                continue;
            }
            let word: Arc<str> = word.into();
            let stem = self.tongue.stem(&word).into_boxed_str();
            self.stems.entry(stem).or_default().push(word.clone());
            self.words.insert(word, Arc::new(RoaringBitmap::from([text])));
        }
    }

    /// Takes a text out of all words; a word that no text holds any more stays without one. Looks at every word, so it is
    /// for the few texts that change.
    pub fn remove(&mut self, text: u32) {
        for texts in self.words.values_mut().filter(|texts| texts.contains(text)) {
            Arc::make_mut(texts).remove(text);
        }
    }

    /// The texts that hold a word which begins with this folded one, or has its stem.
    pub fn find(&self, word: &str) -> RoaringBitmap {
        let beginning = self
            .words
            .range::<str, _>((Bound::Included(word), Bound::Unbounded))
            .take_while(|(known, _)| known.starts_with(word))
            .map(|(_, texts)| &**texts);
        let same = self.stems.get(self.tongue.stem(word).as_str());
        let same = same.into_iter().flatten().filter_map(|word| self.words.get(word));
        let all: Vec<&RoaringBitmap> = beginning.chain(same.map(|texts| &**texts)).collect();
        all.union()
    }

    /// The words that some text holds, with the texts of each.
    pub fn held(&self) -> impl Iterator<Item = (&str, &RoaringBitmap)> {
        let all = self.words.iter().map(|(word, texts)| (word.as_ref(), texts.as_ref()));
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
        known.add(1, "acueductos veredales");
        known.add(2, "acueducto del rio");
        known.add(3, "aguas");
        assert_eq!(found(&known, "acueducto"), [1, 2]);
        assert_eq!(found(&known, "acueductos"), [1, 2], "by the stem");
        assert_eq!(found(&known, "ac"), [1, 2]);
        assert_eq!(found(&known, "a"), [1, 2, 3]);
        assert_eq!(found(&known, "cueducto"), [0_u32; 0]);
        known.remove(2);
        assert_eq!(found(&known, "acueducto"), [1]);
        assert_eq!(known.held().count(), 3, "and no word without a text is held");
    }
}
