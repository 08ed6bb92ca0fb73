//! Expressions: the names they use, comprehensions with their scopes, and where `await`, `yield` and `:=` may stand.

use crate::compile::Compiler;
use crate::compile::symbols::{ScopeKind, flags, scope_flags};
use crate::machine::Piece;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(in crate::compile) fn collect(&mut self, node: Node) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        self.collect_expression(node)?;
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    /// Chains that nest in their first operand are walked in a loop.
    fn collect_expression(&mut self, mut node: Node) -> R<()> {
        loop {
            match self.expr(node) {
                Expr::BoolOp { values, .. } => return self.collect_all(values),
                Expr::NamedExpr { target, value } => {
                    self.collect_walrus(node, target)?;
                    node = value;
                }
                Expr::BinOp { left, right, .. } => {
                    self.collect(right)?;
                    node = left;
                }
                Expr::UnaryOp { operand, .. } => node = operand,
                Expr::Lambda { parameters, body } => {
                    self.collect_defaults(parameters)?;
                    let around = self.scope;
                    self.open_scope(ScopeKind::Lambda, node)?;
                    self.collect_parameters(parameters)?;
                    self.collect(body)?;
                    self.scope = around;
                    return Ok(());
                }
                Expr::IfExp { test, body, orelse } => {
                    self.collect(test)?;
                    self.collect(body)?;
                    node = orelse;
                }
                Expr::Dict { mut items } => {
                    while let Some(item) = self.next(&mut items) {
                        if !item.is_absent() {
                            self.collect(item)?;
                        }
                    }
                    return Ok(());
                }
                Expr::Set { elts } | Expr::List { elts } | Expr::Tuple { elts } => {
                    return self.collect_all(elts);
                }
                Expr::ListComp { elt, generators } => {
                    return self.collect_comprehension(
                        node,
                        "list comprehension",
                        elt,
                        None,
                        generators,
                    );
                }
                Expr::SetComp { elt, generators } => {
                    return self.collect_comprehension(
                        node,
                        "set comprehension",
                        elt,
                        None,
                        generators,
                    );
                }
                Expr::DictComp {
                    key,
                    value,
                    generators,
                } => {
                    return self.collect_comprehension(
                        node,
                        "dict comprehension",
                        key,
                        Some(value),
                        generators,
                    );
                }
                Expr::GeneratorExp { elt, generators } => {
                    return self.collect_comprehension(
                        node,
                        "generator expression",
                        elt,
                        None,
                        generators,
                    );
                }
                Expr::Await { value } => {
                    self.note_await(node)?;
                    node = value;
                }
                Expr::Yield { value } => {
                    self.note_yield(node)?;
                    match value {
                        Some(value) => node = value,
                        None => return Ok(()),
                    }
                }
                Expr::YieldFrom { value } => {
                    self.note_yield(node)?;
                    node = value;
                }
                Expr::Compare { left, right, .. } => {
                    self.collect(right)?;
                    node = left;
                }
                Expr::CompareChain { left, mut rest } => {
                    while let Some(item) = self.next(&mut rest) {
                        let Comparison { right, .. } = self.part(item);
                        self.collect(right)?;
                    }
                    node = left;
                }
                Expr::Call {
                    func,
                    args,
                    mut keywords,
                } => {
                    self.collect_all(args)?;
                    while let Some(keyword) = self.next(&mut keywords) {
                        let Keyword { value, .. } = self.part(keyword);
                        self.collect(value)?;
                    }
                    node = func;
                }
                Expr::FormattedValue {
                    value, format_spec, ..
                } => {
                    self.collect_option(format_spec)?;
                    node = value;
                }
                Expr::JoinedStr { values } => return self.collect_all(values),
                Expr::Attribute { value, .. } | Expr::Starred { value } => node = value,
                Expr::Subscript { value, slice } => {
                    self.collect(slice)?;
                    node = value;
                }
                Expr::Slice { lower, upper, step } => {
                    self.collect_option(lower)?;
                    self.collect_option(upper)?;
                    return self.collect_option(step);
                }
                Expr::Name { id } => {
                    self.note_name(id, flags::USED, node)?;
                    let unit = self.unit_of(self.scope);
                    if self.is_text(id, b"super") && self.scope_kind(unit).is_function() {
                        self.note_symbol(unit, Value::name(n::__class__), flags::USED, node)?;
                    }
                    return Ok(());
                }
                Expr::FStringText { .. }
                | Expr::Constant { .. }
                | Expr::Number { .. }
                | Expr::Str { .. }
                | Expr::StrConcat { .. } => return Ok(()),
            }
        }
    }

    fn note_await(&mut self, node: Node) -> R<()> {
        self.refuse_in_types(node, "await expression")?;
        let unit = self.unit_of(self.scope);
        if self.scope_has(unit, scope_flags::ASYNC) {
            return Ok(());
        }
        if self.scope_kind(self.scope) == ScopeKind::Comprehension {
            let comprehension = self.scope_node(self.scope);
            return Err(self.asynchronous_outside(comprehension));
        }
        let text = match self.scope_kind(unit) {
            ScopeKind::Generator => {
                self.scope_mark(unit, scope_flags::ASYNC);
                return Ok(());
            }
            ScopeKind::Function | ScopeKind::Lambda => "'await' outside async function",
            _ => "'await' outside function",
        };
        Err(self.syntax_error(node, &[Piece::S(text)]))
    }

    #[cold]
    fn asynchronous_outside(&mut self, comprehension: Node) -> crate::native::Raised {
        self.syntax_error(
            comprehension,
            &[Piece::S(
                "asynchronous comprehension outside of an asynchronous function",
            )],
        )
    }

    /// Bounds of type parameters, values of aliases, and what stands in the brackets and bases of generics are computed
    /// elsewhere and later.
    fn refuse_in_types(&mut self, node: Node, what: &str) -> R<()> {
        let kind = self.scope_kind(self.scope);
        let lazy = kind == ScopeKind::Lambda
            && !matches!(self.expr(self.scope_node(self.scope)), Expr::Lambda { .. });
        if !lazy && kind != ScopeKind::TypeParameters {
            return Ok(());
        }
        let place = if lazy {
            " cannot be used within a type alias"
        } else {
            " cannot be used within the definition of a generic"
        };
        Err(self.syntax_error(node, &[Piece::S(what), Piece::S(place)]))
    }

    fn note_yield(&mut self, node: Node) -> R<()> {
        self.refuse_in_types(node, "yield expression")?;
        let kind = self.scope_kind(self.scope);
        if kind.is_comprehension() {
            let what = match kind {
                ScopeKind::Generator => "generator expression",
                _ => self.comprehension_name(),
            };
            return Err(self.syntax_error(node, &[Piece::S("'yield' inside "), Piece::S(what)]));
        }
        if !kind.is_function() {
            return Err(self.syntax_error(node, &[Piece::S("'yield' outside function")]));
        }
        if self.scope_has(self.scope, scope_flags::ASYNC)
            && matches!(self.expr(node), Expr::YieldFrom { .. })
        {
            return Err(self.syntax_error(node, &[Piece::S("'yield from' inside async function")]));
        }
        self.scope_mark(self.scope, scope_flags::YIELDS);
        Ok(())
    }

    fn collect_comprehension(
        &mut self,
        node: Node,
        what: &'static str,
        elt: Node,
        value: Option<Node>,
        mut generators: NodeList,
    ) -> R<()> {
        let around = self.scope;
        let mut first = true;
        let kind = if what == "generator expression" {
            ScopeKind::Generator
        } else {
            ScopeKind::Comprehension
        };
        let outer_what = self.comprehension;
        while let Some(generator) = self.next(&mut generators) {
            let Comprehension {
                is_async,
                target,
                iter,
                ifs,
            } = self.part(generator);
            if first {
                self.in_iterable += 1;
                self.collect(iter)?;
                self.in_iterable -= 1;
                let scope = self.open_scope(kind, node)?;
                self.comprehension = what;
                if kind == ScopeKind::Generator {
                    let name = self.m.intern(b".0")?;
                    self.note_symbol(scope, name, flags::BOUND | flags::PARAMETER, node)?;
                }
            }
            if is_async {
                let unit = self.unit_of(self.scope);
                if self.scope_kind(unit) == ScopeKind::Generator {
                    self.scope_mark(unit, scope_flags::ASYNC);
                } else if !self.scope_has(unit, scope_flags::ASYNC) {
                    return Err(self.asynchronous_outside(node));
                }
            }
            self.collect_target(target, flags::BOUND | flags::ITERATION)?;
            if !first {
                self.in_iterable += 1;
                self.collect(iter)?;
                self.in_iterable -= 1;
            }
            first = false;
            self.collect_all(ifs)?;
        }
        self.collect(elt)?;
        self.collect_option(value)?;
        self.comprehension = outer_what;
        self.scope = around;
        Ok(())
    }

    fn comprehension_name(&self) -> &'static str {
        self.comprehension
    }

    /// A `:=` inside of comprehensions binds in the function (or module) around them.
    fn collect_walrus(&mut self, node: Node, target: Node) -> R<()> {
        let Expr::Name { id } = self.expr(target) else {
            return Ok(());
        };
        self.refuse_in_types(node, "named expression")?;
        let name = self.name_of(id)?;
        if self.in_iterable > 0 {
            return Err(self.syntax_error(
                node,
                &[Piece::S(
                    "assignment expression cannot be used in a comprehension iterable expression",
                )],
            ));
        }
        let mut scope = self.scope;
        while self.scope_kind(scope).is_comprehension() {
            if self
                .find_symbol(scope, name)
                .is_some_and(|s| self.symbol_flags(s) & flags::ITERATION != 0)
            {
                return Err(self.syntax_error(
                    node,
                    &[
                        Piece::S("assignment expression cannot rebind comprehension iteration variable '"),
                        Piece::V(name),
                        Piece::S("'"),
                    ],
                ));
            }
            scope = self.parent(scope);
        }
        let mut global = scope == 0;
        if self.scope_kind(scope) == ScopeKind::Class && scope != self.scope {
            return Err(self.syntax_error(
                node,
                &[Piece::S(
                    "assignment expression within a comprehension cannot be used in a class body",
                )],
            ));
        }
        if !global {
            let symbol = self.note_symbol(scope, name, flags::BOUND | flags::WALRUS, target)?;
            global = self.symbol_flags(symbol) & flags::GLOBAL != 0;
        }
        let mut inner = self.scope;
        while inner != scope {
            let add = match self.scope_kind(inner) {
                ScopeKind::Generator if global => flags::GLOBAL,
                ScopeKind::Generator => flags::NONLOCAL,
                _ => flags::USED,
            };
            self.note_symbol(inner, name, add | flags::REBOUND, target)?;
            inner = self.parent(inner);
        }
        Ok(())
    }
}
