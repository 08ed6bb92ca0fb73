//! The tree as text, one line per statement: what the snapshots keep.
#![allow(dead_code)]

use pyrite_syntax::literal::{Unit, decode_string, decode_text, dotted_parts, small_integer};
use pyrite_syntax::tree::*;
use pyrite_syntax::{Mode, Parser, SliceStore, Store, SyntaxError};

/// Parses a module and dumps it.
pub fn dump(source: &[u8]) -> Result<String, SyntaxError> {
    let mut words = vec![0; 4096 + source.len() * 32];
    let mut store = SliceStore::new(source, &mut words);
    let mut parser = Parser::new(&mut store, Mode::Module).expect("room for the padding");
    let base = store.len();
    let mut out = String::new();
    while let Some(node) = parser.next_statement(&mut store)? {
        out += &Dump(&store).stmt(node);
        out.push('\n');
        store.truncate(base);
    }
    Ok(out)
}

/// The words used by the largest statement, or the error.
pub fn parse(source: &[u8], words: usize) -> Result<u32, SyntaxError> {
    let mut words = vec![0; words];
    let mut store = SliceStore::new(source, &mut words);
    let mut parser = Parser::new(&mut store, Mode::Module).expect("room for the padding");
    let base = store.len();
    let mut most = 0;
    while parser.next_statement(&mut store)?.is_some() {
        most = most.max(store.len() - base);
        store.truncate(base);
    }
    Ok(most)
}

struct Dump<'a, S>(&'a S);

/// `(Name field field …)`
macro_rules! node {
    ($name:expr $(, $field:expr)*) => {{
        let fields: Vec<String> = vec![$name.to_string() $(, $field.to_string())*];
        format!("({})", fields.join(" "))
    }};
}

impl<S: Store> Dump<'_, S> {
    fn text(&self, text: Text) -> String {
        let bytes: Vec<u8> = (text.start..text.end()).map(|at| self.0.byte(at)).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn maybe_text(&self, text: Option<Text>) -> String {
        text.map_or("-".to_string(), |text| self.text(text))
    }

    fn dotted(&self, text: Text) -> String {
        let parts: Vec<String> = dotted_parts(self.0, text)
            .map(|part| self.text(part))
            .collect();
        parts.join(".")
    }

    fn maybe(&self, node: Option<Node>) -> String {
        node.map_or("-".to_string(), |node| self.expr(node))
    }

    fn each(&self, list: NodeList, one: impl Fn(Node) -> String) -> String {
        let items: Vec<String> = list.iter(self.0).map(one).collect();
        format!("[{}]", items.join(" "))
    }

    fn exprs(&self, list: NodeList) -> String {
        self.each(list, |node| {
            if node.is_absent() {
                "**".to_string()
            } else {
                self.expr(node)
            }
        })
    }

    fn body(&self, list: NodeList) -> String {
        self.each(list, |node| self.stmt(node))
    }

    fn parameters(&self, list: NodeList) -> String {
        self.each(list, |node| {
            let Parameter {
                kind,
                name,
                annotation,
                default,
            } = self.0.part(node);
            node!(
                kind.as_str(),
                self.text(name),
                self.maybe(annotation),
                self.maybe(default)
            )
        })
    }

    fn keywords(&self, list: NodeList) -> String {
        self.each(list, |node| {
            let Keyword { arg, value } = self.0.part(node);
            node!("keyword", self.maybe_text(arg), self.expr(value))
        })
    }

    fn generators(&self, list: NodeList) -> String {
        self.each(list, |node| {
            let Comprehension {
                is_async,
                target,
                iter,
                ifs,
            } = self.0.part(node);
            let name = if is_async { "async-for" } else { "for" };
            node!(name, self.expr(target), self.expr(iter), self.exprs(ifs))
        })
    }

    fn type_params(&self, list: NodeList) -> String {
        self.each(list, |node| match self.0.part(node) {
            TypeParam::TypeVar(TypeVar { name, bound }) => {
                node!("TypeVar", self.text(name), self.maybe(bound))
            }
            TypeParam::TypeVarTuple(TypeVarTuple { name }) => {
                node!("TypeVarTuple", self.text(name))
            }
            TypeParam::ParamSpec(ParamSpec { name }) => node!("ParamSpec", self.text(name)),
        })
    }

    fn aliases(&self, list: NodeList) -> String {
        self.each(list, |node| {
            let Alias { name, asname } = self.0.part(node);
            node!("alias", self.dotted(name), self.maybe_text(asname))
        })
    }

    fn stmt(&self, node: Node) -> String {
        let asynchronous = |is_async: bool, name: &str| {
            if is_async {
                format!("Async{name}")
            } else {
                name.to_string()
            }
        };
        match self.0.stmt(node) {
            Stmt::FunctionDef {
                is_async,
                name,
                type_params,
                parameters,
                returns,
                body,
                decorators,
            } => node!(
                asynchronous(is_async, "FunctionDef"),
                self.text(name),
                self.type_params(type_params),
                self.parameters(parameters),
                self.maybe(returns),
                self.body(body),
                self.exprs(decorators)
            ),
            Stmt::ClassDef {
                name,
                type_params,
                bases,
                keywords,
                body,
                decorators,
            } => node!(
                "ClassDef",
                self.text(name),
                self.type_params(type_params),
                self.exprs(bases),
                self.keywords(keywords),
                self.body(body),
                self.exprs(decorators)
            ),
            Stmt::Return { value } => node!("Return", self.maybe(value)),
            Stmt::Delete { targets } => node!("Delete", self.exprs(targets)),
            Stmt::Assign { targets, value } => {
                node!("Assign", self.exprs(targets), self.expr(value))
            }
            Stmt::TypeAlias {
                name,
                type_params,
                value,
            } => {
                node!(
                    "TypeAlias",
                    self.expr(name),
                    self.type_params(type_params),
                    self.expr(value)
                )
            }
            Stmt::AugAssign { op, target, value } => {
                node!(
                    "AugAssign",
                    op.as_str(),
                    self.expr(target),
                    self.expr(value)
                )
            }
            Stmt::AnnAssign {
                simple,
                target,
                annotation,
                value,
            } => {
                node!(
                    "AnnAssign",
                    simple as u8,
                    self.expr(target),
                    self.expr(annotation),
                    self.maybe(value)
                )
            }
            Stmt::For {
                is_async,
                target,
                iter,
                body,
                orelse,
            } => node!(
                asynchronous(is_async, "For"),
                self.expr(target),
                self.expr(iter),
                self.body(body),
                self.body(orelse)
            ),
            Stmt::While { test, body, orelse } => {
                node!("While", self.expr(test), self.body(body), self.body(orelse))
            }
            Stmt::If { test, body, orelse } => {
                node!("If", self.expr(test), self.body(body), self.body(orelse))
            }
            Stmt::With {
                is_async,
                items,
                body,
            } => {
                let items = self.each(items, |node| {
                    let WithItem {
                        context_expr,
                        optional_vars,
                    } = self.0.part(node);
                    node!("item", self.expr(context_expr), self.maybe(optional_vars))
                });
                node!(asynchronous(is_async, "With"), items, self.body(body))
            }
            Stmt::Match { subject, cases } => {
                let cases = self.each(cases, |node| {
                    let MatchCase {
                        pattern,
                        guard,
                        body,
                    } = self.0.part(node);
                    node!(
                        "case",
                        self.pattern(pattern),
                        self.maybe(guard),
                        self.body(body)
                    )
                });
                node!("Match", self.expr(subject), cases)
            }
            Stmt::Raise { exc, cause } => node!("Raise", self.maybe(exc), self.maybe(cause)),
            Stmt::Try {
                is_star,
                body,
                handlers,
                orelse,
                finalbody,
            } => {
                let handlers = self.each(handlers, |node| {
                    let ExceptHandler {
                        exc_type,
                        name,
                        body,
                    } = self.0.part(node);
                    node!(
                        "except",
                        self.maybe(exc_type),
                        self.maybe_text(name),
                        self.body(body)
                    )
                });
                let name = if is_star { "TryStar" } else { "Try" };
                node!(
                    name,
                    self.body(body),
                    handlers,
                    self.body(orelse),
                    self.body(finalbody)
                )
            }
            Stmt::Assert { test, msg } => node!("Assert", self.expr(test), self.maybe(msg)),
            Stmt::Import { names } => node!("Import", self.aliases(names)),
            Stmt::ImportFrom {
                module,
                names,
                level,
            } => {
                let module = module.map_or("-".to_string(), |module| self.dotted(module));
                node!("ImportFrom", module, self.aliases(names), level)
            }
            Stmt::Global { names } => node!("Global", self.exprs(names)),
            Stmt::Nonlocal { names } => node!("Nonlocal", self.exprs(names)),
            Stmt::Expr { value } => node!("Expr", self.expr(value)),
            Stmt::Pass {} => node!("Pass"),
            Stmt::Break {} => node!("Break"),
            Stmt::Continue {} => node!("Continue"),
        }
    }

    fn expr(&self, node: Node) -> String {
        match self.0.expr(node) {
            Expr::BoolOp { op, values } => node!("BoolOp", op.as_str(), self.exprs(values)),
            Expr::NamedExpr { target, value } => {
                node!("NamedExpr", self.expr(target), self.expr(value))
            }
            Expr::BinOp { op, left, right } => {
                node!("BinOp", op.as_str(), self.expr(left), self.expr(right))
            }
            Expr::UnaryOp { op, operand } => node!("UnaryOp", op.as_str(), self.expr(operand)),
            Expr::Lambda { parameters, body } => {
                node!("Lambda", self.parameters(parameters), self.expr(body))
            }
            Expr::IfExp { test, body, orelse } => {
                node!("IfExp", self.expr(test), self.expr(body), self.expr(orelse))
            }
            Expr::Dict { items } => node!("Dict", self.exprs(items)),
            Expr::Set { elts } => node!("Set", self.exprs(elts)),
            Expr::ListComp { elt, generators } => {
                node!("ListComp", self.expr(elt), self.generators(generators))
            }
            Expr::SetComp { elt, generators } => {
                node!("SetComp", self.expr(elt), self.generators(generators))
            }
            Expr::DictComp {
                key,
                value,
                generators,
            } => {
                node!(
                    "DictComp",
                    self.expr(key),
                    self.expr(value),
                    self.generators(generators)
                )
            }
            Expr::GeneratorExp { elt, generators } => {
                node!("GeneratorExp", self.expr(elt), self.generators(generators))
            }
            Expr::Await { value } => node!("Await", self.expr(value)),
            Expr::Yield { value } => node!("Yield", self.maybe(value)),
            Expr::YieldFrom { value } => node!("YieldFrom", self.expr(value)),
            Expr::Compare { op, left, right } => {
                node!(
                    "Compare",
                    self.expr(left),
                    node!(op.as_str(), self.expr(right))
                )
            }
            Expr::CompareChain { left, rest } => {
                let rest: Vec<String> = rest
                    .iter(self.0)
                    .map(|node| {
                        let Comparison { op, right } = self.0.part(node);
                        node!(op.as_str(), self.expr(right))
                    })
                    .collect();
                node!("Compare", self.expr(left), rest.join(" "))
            }
            Expr::Call {
                func,
                args,
                keywords,
            } => {
                node!(
                    "Call",
                    self.expr(func),
                    self.exprs(args),
                    self.keywords(keywords)
                )
            }
            Expr::FormattedValue {
                conversion,
                value,
                format_spec,
            } => {
                node!(
                    "FormattedValue",
                    self.expr(value),
                    format!("{:?}", conversion),
                    self.maybe(format_spec)
                )
            }
            Expr::JoinedStr { values } => node!("JoinedStr", self.exprs(values)),
            Expr::FStringText { kind, text } => {
                let mut out = String::new();
                let _ = decode_text(self.0, text, kind, |unit| push(&mut out, unit));
                format!("'{out}'")
            }
            Expr::Constant { value } => value.as_str().to_string(),
            Expr::Number {
                kind: NumberKind::Integer,
                literal,
            } => match small_integer(self.0, literal) {
                Some(value) => value.to_string(),
                None => "big".to_string(),
            },
            Expr::Number { kind, literal } => {
                let value = pyrite_syntax::literal::float(self.0, literal);
                let unit = if kind == NumberKind::Imaginary {
                    "j"
                } else {
                    ""
                };
                format!("{:x}{unit}", value.to_bits())
            }
            Expr::Str { prefix, literal } => {
                let mut out = String::new();
                let _ = decode_string(self.0, literal, prefix, |unit| push(&mut out, unit));
                format!("{}'{out}'", if prefix.is_bytes() { "b" } else { "" })
            }
            Expr::StrConcat { pieces } => node!("StrConcat", self.exprs(pieces)),
            Expr::Attribute { value, attr } => {
                node!("Attribute", self.expr(value), self.text(attr))
            }
            Expr::Subscript { value, slice } => {
                node!("Subscript", self.expr(value), self.expr(slice))
            }
            Expr::Starred { value } => node!("Starred", self.expr(value)),
            Expr::Name { id } => self.text(id),
            Expr::List { elts } => node!("List", self.exprs(elts)),
            Expr::Tuple { elts } => node!("Tuple", self.exprs(elts)),
            Expr::Slice { lower, upper, step } => {
                node!(
                    "Slice",
                    self.maybe(lower),
                    self.maybe(upper),
                    self.maybe(step)
                )
            }
        }
    }

    fn patterns(&self, list: NodeList) -> String {
        self.each(list, |node| self.pattern(node))
    }

    fn pattern(&self, node: Node) -> String {
        match self.0.pattern(node) {
            Pattern::MatchValue { value } => node!("MatchValue", self.expr(value)),
            Pattern::MatchSingleton { value } => node!("MatchSingleton", value.as_str()),
            Pattern::MatchSequence { patterns } => node!("MatchSequence", self.patterns(patterns)),
            Pattern::MatchMapping { mut items, rest } => {
                let mut out = Vec::new();
                while let Some(key) = self.0.next(&mut items) {
                    let pattern = self
                        .0
                        .next(&mut items)
                        .map_or(String::new(), |node| self.pattern(node));
                    out.push(format!("{} {pattern}", self.expr(key)));
                }
                node!(
                    "MatchMapping",
                    format!("[{}]", out.join(" ")),
                    self.maybe_text(rest)
                )
            }
            Pattern::MatchClass {
                cls,
                patterns,
                keywords,
            } => {
                let keywords = self.each(keywords, |node| {
                    let KeywordPattern { name, pattern } = self.0.part(node);
                    node!("keyword", self.text(name), self.pattern(pattern))
                });
                node!(
                    "MatchClass",
                    self.expr(cls),
                    self.patterns(patterns),
                    keywords
                )
            }
            Pattern::MatchStar { name } => node!("MatchStar", self.maybe_text(name)),
            Pattern::MatchAs { pattern, name } => {
                let pattern = pattern.map_or("-".to_string(), |pattern| self.pattern(pattern));
                node!("MatchAs", pattern, self.maybe_text(name))
            }
            Pattern::MatchOr { patterns } => node!("MatchOr", self.patterns(patterns)),
        }
    }
}

fn push(out: &mut String, unit: Unit) -> Result<(), ()> {
    use std::fmt::Write;
    let _ = match unit {
        Unit::Char(code @ 32..=126) if code != 39 && code != 92 => {
            write!(out, "{}", code as u8 as char)
        }
        Unit::Char(code) => write!(out, "\\{code:x};"),
        Unit::Byte(byte) => write!(out, "\\{byte:x};"),
        Unit::Named(_) => write!(out, "\\N;"),
    };
    Ok(())
}
