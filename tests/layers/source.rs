//! The paths that a source file names, and what its `use` declarations call them.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// A path as written, segment by segment.
pub(crate) type Path = Vec<String>;

/// A module of the crate, as the path that leads to it from the root: `["answers", "date"]`.
pub(crate) type Module = Vec<String>;

/// What stands in one module.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Where it stands, relative to `src`.
    pub(crate) file: String,
    /// What it imports: the name here, and the path that it stands for.
    pub(crate) imports: BTreeMap<String, Path>,
    /// The modules whose names it imports all.
    pub(crate) globs: Vec<Path>,
    /// Every path that is imported or has more than one segment, with its line.
    pub(crate) paths: Vec<(Path, usize)>,
}

/// The module that a file is.
pub(crate) fn module_of(file: &str) -> Module {
    let name = file.trim_end_matches(".rs");
    let name = name.strip_suffix("/mod").unwrap_or(name);
    if name == "lib" { Vec::new() } else { name.split('/').map(str::to_owned).collect() }
}

/// Reads a file: its module, and the modules that are written out in it.
pub(crate) fn read(file: &str, text: &str, sources: &mut BTreeMap<Module, Source>) {
    let tokens = text.parse().unwrap_or_else(|error| panic!("src/{file}: {error}"));
    read_module(file, &module_of(file), tokens, sources);
}

fn read_module(
    file: &str,
    module: &Module,
    tokens: TokenStream,
    sources: &mut BTreeMap<Module, Source>,
) {
    let mut source = Source { file: file.to_owned(), ..Source::default() };
    let mut inline = Vec::new();
    source.scan(tokens, &mut inline);
    sources.insert(module.clone(), source);
    for (name, tokens) in inline {
        let module = module.iter().cloned().chain([name]).collect();
        read_module(file, &module, tokens, sources);
    }
}

impl Source {
    /// Notes every path, also within macros, whose tokens are like any others.
    fn scan(&mut self, tokens: TokenStream, inline: &mut Vec<(String, TokenStream)>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = &tokens[..];
        while let [token, behind @ ..] = rest {
            rest = match (token, behind) {
                // `use<'a>` belongs to a type.
                (TokenTree::Ident(word), _) if word == "use" && !is_punct(behind, '<') => {
                    let end = behind.iter().position(is_semicolon).unwrap_or(behind.len());
                    self.use_tree(&Vec::new(), &behind[..end]);
                    &behind[end..]
                }
                (TokenTree::Ident(word), [TokenTree::Ident(name), TokenTree::Group(body), ..])
                    if word == "mod" =>
                {
                    inline.push((name.to_string(), body.stream()));
                    &behind[2..]
                }
                (TokenTree::Ident(first), _) => {
                    let (path, rest) = path(first, behind);
                    if path.len() > 1 {
                        self.paths.push((path, line(first)));
                    }
                    rest
                }
                (TokenTree::Group(group), _) => {
                    self.scan(group.stream(), inline);
                    behind
                }
                // A path that starts with `::` names a crate, or an item of a type.
                (TokenTree::Punct(_), [TokenTree::Punct(_), TokenTree::Ident(first), ..])
                    if is_colons(rest) =>
                {
                    path(first, &behind[2..]).1
                }
                _ => behind,
            };
        }
    }

    /// Notes what a `use` declaration imports.
    fn use_tree(&mut self, prefix: &Path, tokens: &[TokenTree]) {
        let tokens = if is_colons(tokens) { &tokens[2..] } else { tokens };
        match tokens {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                for tree in tokens.split(|token| is_punct(std::slice::from_ref(token), ',')) {
                    self.use_tree(prefix, tree);
                }
            }
            [star @ TokenTree::Punct(_)] => {
                self.paths.push((prefix.clone(), star.span().start().line));
                self.globs.push(prefix.clone());
            }
            [TokenTree::Ident(first), behind @ ..] => {
                let (path, rest) = path(first, behind);
                let path: Path = match path[..] {
                    [ref only] if only == "self" && !prefix.is_empty() => prefix.clone(),
                    _ => prefix.iter().cloned().chain(path).collect(),
                };
                if let [TokenTree::Punct(_), ..] = rest {
                    return self.use_tree(&path, rest);
                }
                let name = match rest {
                    [_as, TokenTree::Ident(name)] => name.to_string(),
                    _ => path.last().cloned().unwrap_or_default(),
                };
                self.paths.push((path.clone(), line(first)));
                self.imports.insert(name, path);
            }
            _ => {}
        }
    }
}

/// The path that starts with this segment, and what is behind it.
fn path<'t>(first: &Ident, mut rest: &'t [TokenTree]) -> (Path, &'t [TokenTree]) {
    let mut path = vec![first.to_string()];
    while is_colons(rest)
        && let [_, _, TokenTree::Ident(segment), behind @ ..] = rest
    {
        path.push(segment.to_string());
        rest = behind;
    }
    (path, rest)
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    is_punct(tokens, ':') && tokens.get(1..).is_some_and(|rest| is_punct(rest, ':'))
}

fn is_punct(tokens: &[TokenTree], wanted: char) -> bool {
    matches!(tokens, [TokenTree::Punct(punct), ..] if punct.as_char() == wanted)
}

fn is_semicolon(token: &TokenTree) -> bool {
    is_punct(std::slice::from_ref(token), ';')
}

fn line(ident: &Ident) -> usize {
    ident.span().start().line
}
