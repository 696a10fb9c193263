//! Closed sets of words, each written once: the word in files, flags and reports.

/// A type whose every value is one fixed word.
pub trait Word: Copy + Sized + 'static {
    /// Every value with its word, in their natural order.
    const ALL: &'static [(Self, &'static str)];

    /// The value that a word stands for.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }

    /// Every word.
    fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, word)| *word)
    }
}

/// Declares an enum together with its words, `Word`, `as_str`, `Display` and `Serialize`.
macro_rules! words {
    (
        $(#[$outer:meta])*
        $vis:vis enum $name:ident { $( $(#[$inner:meta])* $value:ident = $word:literal, )+ }
    ) => {
        $(#[$outer])*
        $vis enum $name { $( $(#[$inner])* $value, )+ }

        impl $crate::text::word::Word for $name {
            const ALL: &'static [(Self, &'static str)] = &[$( (Self::$value, $word), )+];
        }

        impl $name {
            /// The word for this value, as it stands in files and reports.
            #[must_use]
            $vis const fn as_str(self) -> &'static str {
                match self { $( Self::$value => $word, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
