//! A complete search for answers that fail given clauses.
//!
//! A clause is a conjunction, an `all` of tests, each of which leaves some classes of its question.
//! For a clause to fail, one of its tests must fail. If only one test still can, its classes are
//! removed (unit propagation); if none can, there are no such answers. Otherwise the search
//! branches on one test of the shortest clause. Clauses that share no undecided question are
//! searched separately instead of in every combination.
//!
//! The search always ends. It is fast for rules as people write them, each of which reads a few
//! questions. In the worst case its time is exponential.

use crate::bits::Set;

/// Classes of one question, as a test leaves them.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    pub(super) question: usize,
    pub(super) classes: Set,
}

/// Tests that must all hold.
pub(super) type Conjunction = Vec<Literal>;

/// What each question may still be answered with.
pub(super) type Domains = Vec<Set>;

/// For each question the class of its answer.
pub(super) type Picks = Vec<usize>;

/// Answers within these domains that satisfy one clause of each list in `holding`, and no
/// clause in `failing`. Of all that could be assumed as much as is easy to find is.
pub(super) fn find(
    domains: &Domains,
    holding: &[&[Conjunction]],
    failing: &[Vec<&Literal>],
) -> Option<Picks> {
    let Some((first, rest)) = holding.split_first() else {
        return plainest(domains, failing);
    };
    first.iter().find_map(|clause| {
        let mut domains = domains.clone();
        hold(&mut domains, clause).then(|| find(&domains, rest, failing))?
    })
}

/// Answers that fail every clause, with the first class of each question where, given those
/// before it, that will do.
fn plainest(domains: &Domains, failing: &[Vec<&Literal>]) -> Option<Picks> {
    let mut found = fail_all(domains.clone(), failing)?;
    let mut settled = domains.clone();
    for question in 0..settled.len() {
        if found[question].contains(0) {
            // Every answer in `found` will do, so this one does.
            settled[question] = settled[question].just(0);
            found[question] = settled[question].clone();
        } else if settled[question].contains(0) {
            let before = settled[question].clone();
            settled[question] = before.just(0);
            match fail_all(settled.clone(), failing) {
                Some(plainer) => found = plainer,
                None => settled[question] = before,
            }
        }
    }
    found.iter().map(Set::first).collect()
}

/// Makes every test of a clause hold; false where no answers can.
fn hold(domains: &mut Domains, clause: &[Literal]) -> bool {
    clause.iter().all(|literal| {
        let domain = &mut domains[literal.question];
        domain.intersect_with(&literal.classes);
        !domain.is_empty()
    })
}

/// Domains within these, none of them empty, every answer of which fails every clause; nothing
/// if no answers within these domains fail them all.
fn fail_all(domains: Domains, clauses: &[Vec<&Literal>]) -> Option<Domains> {
    fail(domains, clauses.iter().map(Vec::as_slice).collect())
}

fn fail<'c>(mut domains: Domains, mut clauses: Vec<&'c [&'c Literal]>) -> Option<Domains> {
    if !propagate(&mut domains, &mut clauses) {
        return None;
    }
    let mut parts = parts(&domains, clauses);
    match parts.len() {
        0 => Some(domains),
        1 => branch(&domains, parts.remove(0)),
        _ => parts.into_iter().try_fold(domains, |domains, part| branch(&domains, part)),
    }
}

/// Takes out what the clauses leave no choice about, and drops the clauses that fail for certain.
/// False where one of them cannot fail.
fn propagate(domains: &mut Domains, clauses: &mut Vec<&[&Literal]>) -> bool {
    loop {
        let (mut moved, mut stuck) = (false, false);
        clauses.retain(|clause| {
            let fails =
                |literal: &&Literal| domains[literal.question].is_disjoint(&literal.classes);
            if clause.iter().any(fails) {
                return false;
            }
            let mut open = clause.iter().filter(|literal| is_open(domains, literal));
            match (open.next(), open.next()) {
                (Some(_), Some(_)) => true,
                (Some(only), None) => {
                    domains[only.question].subtract(&only.classes);
                    moved = true;
                    false
                }
                (None, _) => {
                    stuck = true;
                    true
                }
            }
        });
        if stuck || !moved {
            return !stuck;
        }
    }
}

/// Whether a test of a clause that can still hold can also fail.
fn is_open(domains: &Domains, literal: &Literal) -> bool {
    !domains[literal.question].is_subset(&literal.classes)
}

/// Sorts clauses into parts that share no open question.
fn parts<'c>(domains: &Domains, clauses: Vec<&'c [&'c Literal]>) -> Vec<Vec<&'c [&'c Literal]>> {
    fn root(leads: &mut [usize], mut at: usize) -> usize {
        while leads[at] != at {
            leads[at] = leads[leads[at]];
            at = leads[at];
        }
        at
    }
    let open = |literal: &&&Literal| is_open(domains, literal);
    let mut leads: Vec<usize> = (0..domains.len()).collect();
    for clause in &clauses {
        let mut questions = clause.iter().filter(open).map(|literal| literal.question);
        let Some(first) = questions.next() else { continue };
        for other in questions {
            let (a, b) = (root(&mut leads, first), root(&mut leads, other));
            leads[a] = b;
        }
    }
    let mut parts: Vec<(usize, Vec<&[&Literal]>)> = Vec::new();
    for clause in clauses {
        let Some(first) = clause.iter().find(open) else { continue };
        let lead = root(&mut leads, first.question);
        match parts.iter_mut().find(|(known, _)| *known == lead) {
            Some((_, part)) => part.push(clause),
            None => parts.push((lead, vec![clause])),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Tries both ways for one test of the shortest clause.
fn branch<'c>(domains: &Domains, clauses: Vec<&'c [&'c Literal]>) -> Option<Domains> {
    let open = |clause: &[&Literal]| clause.iter().filter(|l| is_open(domains, l)).count();
    let shortest = clauses.iter().min_by_key(|clause| open(clause))?;
    let literal = shortest.iter().find(|literal| is_open(domains, literal))?;
    let mut outside = domains.clone();
    outside[literal.question].subtract(&literal.classes);
    fail(outside, clauses.clone()).or_else(|| {
        let mut inside = domains.clone();
        inside[literal.question].intersect_with(&literal.classes);
        fail(inside, clauses)
    })
}
