//! The first walk over a statement's tree: which scopes it has, and which names each of them binds and uses.

use super::Compiler;
use super::symbols::{ScopeKind, flags, scope_flags};
use crate::machine::Piece;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(super) fn collect_body(&mut self, mut body: NodeList) -> R<()> {
        while let Some(node) = self.next(&mut body) {
            self.collect_statement(node)?;
        }
        Ok(())
    }

    fn collect_all(&mut self, mut nodes: NodeList) -> R<()> {
        while let Some(node) = self.next(&mut nodes) {
            self.collect(node)?;
        }
        Ok(())
    }

    fn collect_option(&mut self, node: Option<Node>) -> R<()> {
        node.map_or(Ok(()), |node| self.collect(node))
    }

    pub(super) fn collect_statement(&mut self, node: Node) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        self.collect_statement_inner(node)?;
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn collect_statement_inner(&mut self, node: Node) -> R<()> {
        match self.stmt(node) {
            Stmt::FunctionDef { .. } => self.collect_function(node),
            Stmt::ClassDef { .. } => self.collect_class(node),
            Stmt::Return { value } => self.collect_option(value),
            Stmt::Delete { targets } => {
                self.collect_targets(targets, flags::BOUND | flags::DELETED)
            }
            Stmt::Assign { targets, value } => {
                self.collect(value)?;
                self.collect_targets(targets, flags::BOUND)
            }
            Stmt::TypeAlias {
                name,
                type_params,
                value,
            } => {
                self.collect_target(name, flags::BOUND)?;
                let outer = self.collect_type_parameters(node, type_params)?;
                let around = self.scope;
                self.open_scope(ScopeKind::Lambda, value)?;
                self.collect(value)?;
                self.scope = around;
                self.scope = outer;
                Ok(())
            }
            Stmt::AugAssign { target, value, .. } => {
                if let Expr::Name { id } = self.expr(target) {
                    self.note_name(id, flags::USED, target)?;
                }
                self.collect_target(target, flags::BOUND)?;
                self.collect(value)
            }
            Stmt::AnnAssign {
                simple,
                target,
                annotation,
                value,
            } => {
                if let Expr::Name { id } = self.expr(target) {
                    if simple {
                        let name = self.name_of(id)?;
                        if let Some(symbol) = self.find_symbol(self.scope, name)
                            && self.scope != 0
                        {
                            let w = self.symbol_flags(symbol);
                            let kind = if w & flags::GLOBAL != 0 {
                                "global"
                            } else {
                                "nonlocal"
                            };
                            if w & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                                return Err(self.syntax_error(
                                    node,
                                    &[
                                        Piece::S("annotated name '"),
                                        Piece::V(name),
                                        Piece::S("' can't be "),
                                        Piece::S(kind),
                                    ],
                                ));
                            }
                        }
                        self.note_name(id, flags::BOUND | flags::ANNOTATED, target)?;
                    } else if value.is_some() {
                        self.note_name(id, flags::BOUND, target)?;
                    }
                } else {
                    self.collect_target(target, flags::BOUND)?;
                }
                if !self.future_annotations && !self.scope_kind(self.scope).is_function() {
                    self.collect(annotation)?;
                }
                self.collect_option(value)
            }
            Stmt::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.collect_target(target, flags::BOUND)?;
                self.collect(iter)?;
                self.collect_body(body)?;
                self.collect_body(orelse)
            }
            Stmt::While { test, body, orelse } => {
                self.collect(test)?;
                self.collect_body(body)?;
                self.collect_body(orelse)
            }
            Stmt::If { test, body, orelse } => {
                let (mut test, mut body, mut orelse) = (test, body, orelse);
                loop {
                    self.collect(test)?;
                    self.collect_body(body)?;
                    if orelse.len() == 1
                        && let Some(only) = orelse.get(self, 0)
                        && let Stmt::If {
                            test: t,
                            body: b,
                            orelse: o,
                        } = self.stmt(only)
                    {
                        (test, body, orelse) = (t, b, o);
                        continue;
                    }
                    return self.collect_body(orelse);
                }
            }
            Stmt::With {
                mut items, body, ..
            } => {
                while let Some(item) = self.next(&mut items) {
                    let WithItem {
                        context_expr,
                        optional_vars,
                    } = self.part(item);
                    self.collect(context_expr)?;
                    if let Some(target) = optional_vars {
                        self.collect_target(target, flags::BOUND)?;
                    }
                }
                self.collect_body(body)
            }
            Stmt::Match { subject, mut cases } => {
                self.collect(subject)?;
                while let Some(case) = self.next(&mut cases) {
                    let MatchCase {
                        pattern,
                        guard,
                        body,
                    } = self.part(case);
                    self.collect_pattern(pattern)?;
                    self.collect_option(guard)?;
                    self.collect_body(body)?;
                }
                Ok(())
            }
            Stmt::Raise { exc, cause } => {
                self.collect_option(exc)?;
                self.collect_option(cause)
            }
            Stmt::Try {
                body,
                mut handlers,
                orelse,
                finalbody,
                ..
            } => {
                self.collect_body(body)?;
                while let Some(handler) = self.next(&mut handlers) {
                    let ExceptHandler {
                        exc_type,
                        name,
                        body,
                    } = self.part(handler);
                    self.collect_option(exc_type)?;
                    if let Some(name) = name {
                        self.note_name(name, flags::BOUND | flags::DELETED, handler)?;
                    }
                    self.collect_body(body)?;
                }
                self.collect_body(orelse)?;
                self.collect_body(finalbody)
            }
            Stmt::Assert { test, msg } => {
                self.collect(test)?;
                self.collect_option(msg)
            }
            Stmt::Import { mut names } => {
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    let bound = asname.unwrap_or(self.first_component(name));
                    self.note_name(bound, flags::BOUND, alias)?;
                }
                Ok(())
            }
            Stmt::ImportFrom { mut names, .. } => {
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    if self.byte(name.start) == b'*' {
                        if self.scope != 0 {
                            return Err(self.syntax_error(
                                alias,
                                &[Piece::S("import * only allowed at module level")],
                            ));
                        }
                        continue;
                    }
                    self.note_name(asname.unwrap_or(name), flags::BOUND, alias)?;
                }
                Ok(())
            }
            Stmt::Global { names } => self.collect_declaration(node, names, flags::GLOBAL),
            Stmt::Nonlocal { names } => self.collect_declaration(node, names, flags::NONLOCAL),
            Stmt::Expr { value } => self.collect(value),
            Stmt::Pass {} | Stmt::Break {} | Stmt::Continue {} => Ok(()),
        }
    }

    fn collect_declaration(&mut self, node: Node, mut names: NodeList, flag: u32) -> R<()> {
        let word = if flag == flags::GLOBAL {
            "global"
        } else {
            "nonlocal"
        };
        if self.scope == 0 {
            if flag == flags::NONLOCAL {
                return Err(self.syntax_error(
                    node,
                    &[Piece::S("nonlocal declaration not allowed at module level")],
                ));
            }
            return Ok(());
        }
        while let Some(item) = self.next(&mut names) {
            let Expr::Name { id } = self.expr(item) else {
                continue;
            };
            let name = self.name_of(id)?;
            let w = self
                .find_symbol(self.scope, name)
                .map_or(0, |s| self.symbol_flags(s));
            let other = w & (flags::GLOBAL | flags::NONLOCAL) & !flag;
            let fault: [&str; 2] = if w & flags::PARAMETER != 0 {
                ["name '", "' is parameter and "]
            } else if other != 0 {
                ["name '", "' is nonlocal and global"]
            } else if w & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                continue;
            } else if w & flags::ANNOTATED != 0 {
                ["annotated name '", "' can't be "]
            } else if w & flags::USED != 0 && w & flags::BOUND == 0 {
                ["name '", "' is used prior to "]
            } else if w & flags::BOUND != 0 {
                ["name '", "' is assigned to before "]
            } else {
                self.note_symbol(self.scope, name, flag, node)?;
                continue;
            };
            let (tail, last) = match fault[1] {
                "' is nonlocal and global" => ("", ""),
                "' is used prior to " | "' is assigned to before " => (word, " declaration"),
                _ => (word, ""),
            };
            let place = match self.find_symbol(self.scope, name) {
                Some(symbol) if other != 0 => self.symbol_node(symbol),
                _ => node,
            };
            return Err(self.syntax_error(
                place,
                &[
                    Piece::S(fault[0]),
                    Piece::V(name),
                    Piece::S(fault[1]),
                    Piece::S(tail),
                    Piece::S(last),
                ],
            ));
        }
        Ok(())
    }

    /// The scope of type parameters, if there are any; answers the scope to return to.
    fn collect_type_parameters(&mut self, node: Node, mut params: NodeList) -> R<u32> {
        let outer = self.scope;
        if params.is_empty() {
            return Ok(outer);
        }
        self.open_scope(ScopeKind::TypeParameters, node)?;
        while let Some(param) = self.next(&mut params) {
            let (name, bound) = match self.part(param) {
                TypeParam::TypeVar(TypeVar { name, bound }) => (name, bound),
                TypeParam::TypeVarTuple(TypeVarTuple { name })
                | TypeParam::ParamSpec(ParamSpec { name }) => (name, None),
            };
            let value = self.name_of(name)?;
            if self
                .find_symbol(self.scope, value)
                .is_some_and(|s| self.symbol_flags(s) & flags::BOUND != 0)
            {
                return Err(self.syntax_error(
                    param,
                    &[
                        Piece::S("duplicate type parameter '"),
                        Piece::V(value),
                        Piece::S("'"),
                    ],
                ));
            }
            self.note_name(name, flags::BOUND, param)?;
            if let Some(bound) = bound {
                let around = self.scope;
                self.open_scope(ScopeKind::Lambda, bound)?;
                self.collect(bound)?;
                self.scope = around;
            }
        }
        Ok(outer)
    }

    fn collect_function(&mut self, node: Node) -> R<()> {
        let Stmt::FunctionDef {
            is_async,
            name,
            type_params,
            parameters,
            returns,
            body,
            decorators,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        self.collect_all(decorators)?;
        self.collect_defaults(parameters)?;
        self.note_name(name, flags::BOUND, node)?;
        let outer = self.collect_type_parameters(node, type_params)?;
        if !self.future_annotations {
            let mut list = parameters;
            while let Some(parameter) = self.next(&mut list) {
                let Parameter { annotation, .. } = self.part(parameter);
                self.collect_option(annotation)?;
            }
            self.collect_option(returns)?;
        }
        let around = self.scope;
        let scope = self.open_scope(ScopeKind::Function, node)?;
        if is_async {
            self.scope_mark(scope, scope_flags::ASYNC);
        }
        self.collect_parameters(parameters)?;
        self.collect_body(body)?;
        self.scope = around;
        self.scope = outer;
        Ok(())
    }

    fn collect_defaults(&mut self, mut parameters: NodeList) -> R<()> {
        while let Some(parameter) = self.next(&mut parameters) {
            let Parameter { default, .. } = self.part(parameter);
            self.collect_option(default)?;
        }
        Ok(())
    }

    /// Parameters become the first symbols of the scope, in the order of their registers.
    fn collect_parameters(&mut self, parameters: NodeList) -> R<()> {
        let order: [&[ParameterKind]; 4] = [
            &[ParameterKind::PositionalOnly, ParameterKind::Positional],
            &[ParameterKind::KeywordOnly],
            &[ParameterKind::VarArgs],
            &[ParameterKind::KwArgs],
        ];
        for kinds in order {
            let mut list = parameters;
            while let Some(parameter) = self.next(&mut list) {
                let Parameter { kind, name, .. } = self.part(parameter);
                if !kinds.contains(&kind) {
                    continue;
                }
                if self.is_text(name, b"__debug__") {
                    return Err(
                        self.syntax_error(parameter, &[Piece::S("cannot assign to __debug__")])
                    );
                }
                let value = self.name_of(name)?;
                if self.find_symbol(self.scope, value).is_some() {
                    return Err(self.syntax_error(
                        parameter,
                        &[
                            Piece::S("duplicate argument '"),
                            Piece::V(value),
                            Piece::S("' in function definition"),
                        ],
                    ));
                }
                self.note_symbol(
                    self.scope,
                    value,
                    flags::BOUND | flags::PARAMETER,
                    parameter,
                )?;
            }
        }
        Ok(())
    }

    fn collect_class(&mut self, node: Node) -> R<()> {
        let Stmt::ClassDef {
            name,
            type_params,
            bases,
            mut keywords,
            body,
            decorators,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        self.collect_all(decorators)?;
        self.note_name(name, flags::BOUND, node)?;
        let outer = self.collect_type_parameters(node, type_params)?;
        self.collect_all(bases)?;
        while let Some(keyword) = self.next(&mut keywords) {
            let Keyword { value, .. } = self.part(keyword);
            self.collect(value)?;
        }
        let (around, private) = (self.scope, self.private);
        self.open_scope(ScopeKind::Class, node)?;
        self.private = Some(name);
        self.collect_body(body)?;
        self.private = private;
        self.scope = around;
        self.scope = outer;
        Ok(())
    }

    fn collect_targets(&mut self, mut targets: NodeList, flags: u32) -> R<()> {
        while let Some(target) = self.next(&mut targets) {
            self.collect_target(target, flags)?;
        }
        Ok(())
    }

    fn collect_target(&mut self, node: Node, flags: u32) -> R<()> {
        self.enter()?;
        match self.expr(node) {
            Expr::Name { id } => self.note_name(id, flags, node)?,
            Expr::Tuple { elts } | Expr::List { elts } => self.collect_targets(elts, flags)?,
            Expr::Starred { value } => self.collect_target(value, flags)?,
            _ => self.collect(node)?,
        }
        self.leave();
        Ok(())
    }

    fn collect_pattern(&mut self, node: Node) -> R<()> {
        self.enter()?;
        match self.pattern(node) {
            Pattern::MatchValue { value } => self.collect(value)?,
            Pattern::MatchSingleton { .. } => {}
            Pattern::MatchSequence { mut patterns } | Pattern::MatchOr { mut patterns } => {
                while let Some(item) = self.next(&mut patterns) {
                    self.collect_pattern(item)?;
                }
            }
            Pattern::MatchMapping { mut items, rest } => {
                while let Some(key) = self.next(&mut items) {
                    self.collect(key)?;
                    if let Some(value) = self.next(&mut items) {
                        self.collect_pattern(value)?;
                    }
                }
                if let Some(rest) = rest {
                    self.note_name(rest, flags::BOUND, node)?;
                }
            }
            Pattern::MatchClass {
                cls,
                mut patterns,
                mut keywords,
            } => {
                self.collect(cls)?;
                while let Some(item) = self.next(&mut patterns) {
                    self.collect_pattern(item)?;
                }
                while let Some(item) = self.next(&mut keywords) {
                    let KeywordPattern { pattern, .. } = self.part(item);
                    self.collect_pattern(pattern)?;
                }
            }
            Pattern::MatchStar { name } => {
                if let Some(name) = name {
                    self.note_name(name, flags::BOUND, node)?;
                }
            }
            Pattern::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.collect_pattern(pattern)?;
                }
                if let Some(name) = name {
                    self.note_name(name, flags::BOUND, node)?;
                }
            }
        }
        self.leave();
        Ok(())
    }

    /// A name in the current scope. The module's names need no record: they are all global.
    fn note_name(&mut self, text: Text, add: u32, node: Node) -> R<()> {
        if add & flags::BOUND != 0 && self.is_text(text, b"__debug__") {
            return Err(self.syntax_error(node, &[Piece::S("cannot assign to __debug__")]));
        }
        if self.scope == 0 {
            return Ok(());
        }
        let name = self.name_of(text)?;
        if add & flags::ITERATION != 0
            && self
                .find_symbol(self.scope, name)
                .is_some_and(|s| self.symbol_flags(s) & flags::REBOUND != 0)
        {
            return Err(self.syntax_error(
                node,
                &[
                    Piece::S(
                        "comprehension inner loop cannot rebind assignment expression target '",
                    ),
                    Piece::V(name),
                    Piece::S("'"),
                ],
            ));
        }
        self.note_symbol(self.scope, name, add, node)?;
        Ok(())
    }

    pub(super) fn collect(&mut self, node: Node) -> R<()> {
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
