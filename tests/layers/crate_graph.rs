//! Which module names what of which other, held against the order of the layers.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{self, Module, Path, Source};

/// The longest chain of re-exports that is followed.
const MAX_RE_EXPORTS: usize = 16;

/// One module names something that stands in another.
struct Edge {
    from: Module,
    to: Module,
    /// Where, and the path as written.
    evidence: String,
}

/// The sources of a crate, module by module.
struct Sources(BTreeMap<Module, Source>);

/// Everything that is wrong with the layers of these files: the path of each below `src`, and its
/// text.
pub(crate) fn faults(files: &[(String, String)]) -> Vec<String> {
    let mut sources = BTreeMap::new();
    for (file, text) in files {
        source::read(file, text, &mut sources);
    }
    let sources = Sources(sources);
    let lib = files.iter().find(|(file, _)| file == "lib.rs");
    let layers = lib.map(|(_, text)| layers(text)).unwrap_or_default();
    let edges = sources.edges();
    let mut faults = sources.unlisted(&layers);
    faults.extend(upward(&edges, &layers));
    faults.extend(cycles(&edges));
    faults
}

/// The modules in the table of the crate's documentation, from the first layer to the last.
fn layers(lib: &str) -> Vec<String> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! |")?.split('|').next());
    let names = rows.filter_map(|cell| {
        let name = cell.trim().trim_start_matches('[').trim_end_matches(']');
        name.strip_prefix('`')?.strip_suffix('`')
    });
    names.map(str::to_owned).collect()
}

impl Sources {
    /// Modules that are not in the table, and rows of the table that are no module or repeated.
    fn unlisted(&self, layers: &[String]) -> Vec<String> {
        let modules = self.0.keys().filter(|module| module.len() == 1).map(|module| &module[0]);
        let modules: BTreeSet<&String> = modules.collect();
        let listed: BTreeSet<&String> = layers.iter().collect();
        let missing = modules.difference(&listed);
        let missing = missing.map(|name| format!("the table of lib.rs lacks `{name}`"));
        let unknown = listed.difference(&modules);
        let unknown = unknown.map(|name| format!("the table of lib.rs has no module in `{name}`"));
        let repeated =
            (listed.len() < layers.len()).then(|| "the table repeats a module".to_owned());
        missing.chain(unknown).chain(repeated).collect()
    }

    fn edges(&self) -> Vec<Edge> {
        let edges = self.0.iter().flat_map(|(from, source)| {
            source.paths.iter().filter_map(move |(path, line)| {
                let to = self.resolve(from, path, MAX_RE_EXPORTS)?;
                let evidence = format!("src/{}:{line}: `{}`", source.file, path.join("::"));
                Some(Edge { from: from.clone(), to, evidence })
            })
        });
        edges.collect()
    }

    /// The module that defines what a path names; none if this crate does not.
    fn resolve(&self, from: &[String], path: &[String], re_exports: usize) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.descend(Module::new(), rest, re_exports),
            "self" => self.descend(from.to_vec(), rest, re_exports),
            "super" => {
                let parent = from.split_last()?.1;
                match rest.first() {
                    Some(next) if next == "super" => self.resolve(parent, rest, re_exports),
                    _ => self.descend(parent.to_vec(), rest, re_exports),
                }
            }
            name => {
                let is_known = self.0.contains_key(&child(from, name))
                    || self.import(from, name, re_exports).is_some();
                is_known.then(|| self.descend(from.to_vec(), path, re_exports))?
            }
        }
    }

    /// Follows a path down from a module, also through what the modules on the way import.
    fn descend(&self, mut at: Module, path: &[String], re_exports: usize) -> Option<Module> {
        for (index, name) in path.iter().enumerate() {
            let inner = child(&at, name);
            if self.0.contains_key(&inner) {
                at = inner;
            } else if let Some((module, mut import)) = self.import(&at, name, re_exports) {
                import.extend_from_slice(&path[index + 1..]);
                return self.resolve(&module, &import, re_exports - 1);
            } else {
                break;
            }
        }
        Some(at)
    }

    /// The path that a module imports a name by, and where that path starts from.
    fn import(&self, at: &[String], name: &str, re_exports: usize) -> Option<(Module, Path)> {
        let source = self.0.get(at).filter(|_| re_exports > 0)?;
        if let Some(path) = source.imports.get(name) {
            return Some((at.to_vec(), path.clone()));
        }
        source.globs.iter().find_map(|glob| {
            let module = self.resolve(at, glob, re_exports - 1)?;
            if self.0.contains_key(&child(&module, name)) {
                return Some((module, vec!["self".to_owned(), name.to_owned()]));
            }
            self.import(&module, name, re_exports - 1)
        })
    }
}

/// Paths to a later layer, or to what no layer has.
fn upward(edges: &[Edge], layers: &[String]) -> Vec<String> {
    let layer = |module: &Module| layers.iter().position(|name| Some(name) == module.first());
    let mut faults = Vec::new();
    for Edge { from, to, evidence } in edges {
        if to.is_empty() && !from.is_empty() {
            faults.push(format!("{evidence} is in no module"));
        } else if let (Some(own), Some(other)) = (layer(from), layer(to))
            && other > own
        {
            faults.push(format!("{evidence}: `{}` comes after `{}`", layers[other], layers[own]));
        }
    }
    faults
}

/// Parts of one module that know each other, directly or through others. A part counts with all
/// its submodules, so a file and its own submodules may know each other.
fn cycles(edges: &[Edge]) -> Vec<String> {
    let mut known: BTreeMap<&[String], BTreeMap<(&str, &str), &str>> = BTreeMap::new();
    for Edge { from, to, evidence } in edges {
        let shared = from.iter().zip(to).take_while(|(from, to)| from == to).count();
        // Between the modules of the table it is their order that counts.
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared))
            && shared > 0
        {
            known.entry(&from[..shared]).or_default().entry((one, other)).or_insert(evidence);
        }
    }
    let mut faults = Vec::new();
    for (module, known) in known {
        let comes_back = |(one, other): (&str, &str)| {
            let mut reached = BTreeSet::from([other]);
            let mut left = vec![other];
            while let Some(at) = left.pop() {
                let next = known.keys().filter(|(from, _)| *from == at).map(|(_, to)| *to);
                left.extend(next.filter(|to| reached.insert(to)));
            }
            reached.contains(one)
        };
        let steps = known.iter().filter(|(step, _)| comes_back(**step));
        let steps = steps.map(|((one, other), at)| format!("\n  {one} -> {other}: {at}"));
        let steps: String = steps.collect();
        if !steps.is_empty() {
            faults.push(format!("a cycle within `{}`:{steps}", module.join("::")));
        }
    }
    faults
}

fn child(module: &[String], name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}
