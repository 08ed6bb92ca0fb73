//! The Tab key.

mod common;
use common::Talk;
use pyrite_repl::Question;

fn naming(names: &[&'static str]) -> Talk<'static> {
    let mut talk = Talk::ready();
    talk.owner.names = names.to_vec();
    talk
}

#[test]
fn one_name_is_completed() {
    let mut talk = naming(&["import ", "input"]);
    assert_eq!(talk.send("imp\t"), "import ");
    assert_eq!(talk.send("os\r"), "os\r\n>>> ");
    assert_eq!(talk.send("not_there\t"), "not_there");
    assert_eq!(talk.send("f(inp\t)"), "f(input)");
}

#[test]
fn a_common_part_is_completed_then_the_names_are_listed() {
    let mut talk = naming(&[]);
    assert_eq!(talk.send("obj.\t"), "obj.public_");
    assert_eq!(
        talk.send("\t"),
        "\r\npublic_attr     public_method\r\n>>> obj.public_"
    );
    assert_eq!(talk.send("a\t\r"), "attr\r\n>>> ");
}

#[test]
fn private_names_only_for_those_who_ask() {
    assert_eq!(naming(&[]).send("obj._\t"), "obj._hidden");
}

#[test]
fn many_names_fill_the_rows() {
    let mut talk = naming(&[
        "name_that_is_rather_long_0",
        "name_that_is_rather_long_1",
        "name_that_is_rather_long_2",
        "name_that_is_rather_long_3",
        "name_that_is_rather_long_4",
        "name_that_is_rather_long_5",
    ]);
    talk.send("if 1:\rname_that_is_rather_long_\t");
    assert_eq!(
        talk.screen(24, 80),
        "if 1:
...     name_that_is_rather_long_
name_that_is_rather_long_0      name_that_is_rather_long_1
name_that_is_rather_long_2      name_that_is_rather_long_3
name_that_is_rather_long_4      name_that_is_rather_long_5
>>> if 1:
...     name_that_is_rather_long_"
    );
}

#[test]
fn tab_behind_a_blank_indents() {
    let mut talk = naming(&["print"]);
    assert_eq!(talk.send("x = \t1"), "x =     1");
    talk.send("\x15  \tx\r");
    assert_eq!(talk.last_source(), "    x");
}

#[test]
fn a_line_asks_its_question() {
    use Question::*;
    for (line, question) in [
        ("pri", Some(Name { prefix: "pri" })),
        ("x = f(pri", Some(Name { prefix: "pri" })),
        (
            "a.b",
            Some(Attribute {
                of: "a",
                prefix: "b",
            }),
        ),
        (
            "1, a.b.c",
            Some(Attribute {
                of: "a.b",
                prefix: "c",
            }),
        ),
        ("f().b", None),
        ("x[0].b", None),
        ("''.b", None),
        ("1.b", None),
        (
            "import o",
            Some(Module {
                package: "",
                prefix: "o",
            }),
        ),
        (
            "import os, s",
            Some(Module {
                package: "",
                prefix: "s",
            }),
        ),
        (
            "import os.p",
            Some(Module {
                package: "os",
                prefix: "p",
            }),
        ),
        (
            "if 1: import o",
            Some(Module {
                package: "",
                prefix: "o",
            }),
        ),
        ("import os as o", None),
        (
            "from o",
            Some(Module {
                package: "",
                prefix: "o",
            }),
        ),
        (
            "from os.p",
            Some(Module {
                package: "os",
                prefix: "p",
            }),
        ),
        ("from os imp", Some(Name { prefix: "imp" })),
        (
            "from os import li",
            Some(Member {
                module: "os",
                prefix: "li",
            }),
        ),
        (
            "from os import a, li",
            Some(Member {
                module: "os",
                prefix: "li",
            }),
        ),
        (
            "importance",
            Some(Name {
                prefix: "importance",
            }),
        ),
        ("", Some(Name { prefix: "" })),
    ] {
        assert_eq!(Question::of(line), question, "{line:?}");
    }
}

#[test]
fn modules_behind_import() {
    let mut talk = naming(&[]);
    assert_eq!(
        talk.send("import \t"),
        "import \r\nos              sys\r\n>>> import "
    );
    assert_eq!(talk.send("o\t\r"), "os\r\n>>> ");
    assert_eq!(talk.send("from os import \t"), "from os import listdir");
}
