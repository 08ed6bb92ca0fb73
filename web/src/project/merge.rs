//! Two windows changed one project: whatever only one of them changed is taken; where both did, both are kept.

use super::{model::Project, path};
use std::collections::BTreeSet;

/// What comes of `ours` and `theirs`, both made from `base`; and the names of files that both had changed.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> (Project, Vec<String>) {
    let mut merged = theirs.clone();
    if ours.name != base.name {
        merged.name.clone_from(&ours.name);
    }
    if ours.board != base.board {
        merged.board = ours.board;
    }
    let mut both = Vec::new();
    let paths: BTreeSet<&String> = ours.files.keys().chain(base.files.keys()).collect();
    for path in paths {
        let [was, our, their] =
            [base, ours, theirs].map(|project| project.files.get(path.as_str()));
        if our == was || our == their {
            continue;
        }
        match (our, their) {
            // Deleted here: a change made there is worth more.
            (None, Some(_)) if their != was => {}
            (None, _) => {
                merged.files.remove(path);
            }
            (Some(our), Some(their)) if Some(their) != was => {
                let beside = path::free(path, |name| merged.has(name) || ours.has(name));
                merged.files.insert(beside, their.clone());
                merged.files.insert(path.clone(), our.clone());
                both.push(path.clone());
            }
            (Some(our), _) => {
                merged.files.insert(path.clone(), our.clone());
            }
        }
    }
    (merged, both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::BoardKind;

    #[test]
    fn nothing_is_lost() {
        let mut base = Project::new("1".into(), "p", BoardKind::Microbit, "0");
        base.add("a.py", b"a");
        base.add("b.py", b"b");
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.write("main.py", b"ours");
        theirs.write("main.py", b"theirs");
        ours.write("a.py", b"A");
        theirs.write("c.py", b"c");
        theirs.remove("b.py");
        theirs.name = "q".into();
        let (merged, both) = merge(&base, &ours, &theirs);
        assert_eq!(both, ["main.py"]);
        assert_eq!(merged.text("main.py"), Some("ours"));
        assert_eq!(merged.text("main-2.py"), Some("theirs"));
        assert_eq!(merged.text("a.py"), Some("A"));
        assert_eq!(merged.text("c.py"), Some("c"));
        assert!(!merged.has("b.py"));
        assert_eq!(merged.name, "q");
    }

    #[test]
    fn a_deletion_gives_way_to_a_change() {
        let base = Project::new("1".into(), "p", BoardKind::Microbit, "0");
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.remove("main.py");
        theirs.write("main.py", b"new");
        assert_eq!(merge(&base, &ours, &theirs).0.text("main.py"), Some("new"));
        assert!(!merge(&base, &ours, &base).0.has("main.py"));
    }
}
