//! Enums whose values have a fixed name in files, flags and reports. Each name is written once.

/// A type whose values each have one fixed name.
pub trait Word: Copy + Sized + 'static {
    /// Every value with its name, in the order in which they are listed to people.
    const ALL: &'static [(Self, &'static str)];

    /// The value with this name; `None` if there is none.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }

    /// Every name, in the order of [`Word::ALL`].
    fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, word)| *word)
    }
}

/// Declares an enum with its names, and implements `Word`, `as_str`, `Display` and `Serialize`.
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
            /// The name of this value in files and reports.
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
