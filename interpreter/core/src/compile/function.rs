//! Functions, lambdas, classes, type parameters: units of their own, and the code that makes them where they stand.

use super::Compiler;
use super::symbols::{NOTHING, flags as symbol, scope_flags};
use super::unit::Signature;
use crate::code::{Intrinsic, Op};
use crate::names::n;
use crate::native::R;
use crate::object::code;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// What of a function lies ready: its window starts with defaults, keyword defaults and annotations.
pub(super) struct Made {
    pub window: u8,
    pub defaults: bool,
    pub keywords: bool,
    pub annotations: bool,
}

impl Compiler<'_, '_, '_> {
    /// Makes the function of a code object in the window, whose three registers are in use or next to be.
    pub(super) fn make_function(&mut self, scope: u32, code: Value, made: Made) -> R<()> {
        let mark = self.m.mark();
        self.m.keep(code);
        let save = self.u.sp;
        let w = made.window;
        let needed = w + 3;
        if self.u.sp < needed {
            let missing = needed - self.u.sp;
            self.temps(usize::from(missing))?;
        }
        // The cells follow the window: behind type parameters it has to be another one.
        let mut window = w;
        if self.u.sp > needed {
            window = self.temps(3)?;
            for (i, given) in [made.defaults, made.keywords, made.annotations]
                .into_iter()
                .enumerate()
            {
                if given {
                    self.move_to(window + i as u8, w + i as u8)?;
                }
            }
        }
        let mut count = 0u8;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            if self.symbol_flags(at) & symbol::FREE != 0 {
                let register = self.temp()?;
                let name = self.symbol_name(at);
                self.load_closure(name, register)?;
                count += 1;
            }
            at = self.next_symbol(at);
        }
        let i = self.constant(code)?;
        let flags = u8::from(made.defaults)
            | u8::from(made.keywords) << 1
            | u8::from(made.annotations) << 2;
        self.emit_wide(Op::MakeFunction, &[window], i, &[flags, count])?;
        self.move_to(w, window)?;
        self.free_to(save);
        self.m.release(mark);
        Ok(())
    }

    /// Defaults and annotations of parameters into the window.
    fn prepare(&mut self, parameters: NodeList, returns: Option<Node>, window: u8) -> R<Made> {
        let mut made = Made {
            window,
            defaults: false,
            keywords: false,
            annotations: false,
        };
        let save = self.u.sp;
        let mut list = parameters;
        let (mut first, mut count) = (self.u.sp, 0u32);
        let mut constant = true;
        while let Some(parameter) = self.next(&mut list) {
            let Parameter { kind, default, .. } = self.part(parameter);
            if matches!(
                kind,
                ParameterKind::Positional | ParameterKind::PositionalOnly
            ) && let Some(default) = default
            {
                count += 1;
                constant &= self.constant_of(default)?.is_some();
            }
        }
        if count > 0 {
            made.defaults = true;
            if constant {
                let tuple = self.m.new_tuple_sized(count as usize)?;
                let mut list = parameters;
                let mut i = 0;
                while let Some(parameter) = self.next(&mut list) {
                    let Parameter { kind, default, .. } = self.part(parameter);
                    if matches!(
                        kind,
                        ParameterKind::Positional | ParameterKind::PositionalOnly
                    ) && let Some(default) = default
                    {
                        let v = self.constant_of(default)?.unwrap_or(Value::NONE);
                        self.m.heap.set_value(tuple, 1 + i, v);
                        i += 1;
                    }
                }
                self.load_constant(window, Value::reference(tuple))?;
            } else {
                // Many grow in a list.
                let many = count > 24;
                if many {
                    self.emit(Op::BuildList, &[window, 0, 0])?;
                }
                let mut list = parameters;
                while let Some(parameter) = self.next(&mut list) {
                    let Parameter { kind, default, .. } = self.part(parameter);
                    if matches!(
                        kind,
                        ParameterKind::Positional | ParameterKind::PositionalOnly
                    ) && let Some(default) = default
                    {
                        let register = self.temp()?;
                        self.into(default, register)?;
                        if many {
                            self.emit(Op::ListAppend, &[window, register])?;
                            self.free_to(register);
                        }
                    }
                }
                if many {
                    self.emit(Op::ListToTuple, &[window, window])?;
                } else {
                    self.emit(Op::BuildTuple, &[window, first, count as u8])?;
                }
            }
            self.free_to(save);
        }
        first = self.u.sp;
        count = 0;
        let mut list = parameters;
        while let Some(parameter) = self.next(&mut list) {
            let Parameter {
                kind,
                name,
                default,
                ..
            } = self.part(parameter);
            if kind == ParameterKind::KeywordOnly
                && let Some(default) = default
            {
                let pair = self.temps(2)?;
                let name = self.name_of(name)?;
                self.load_constant(pair, name)?;
                self.into(default, pair + 1)?;
                count += 1;
                if count == 8 {
                    self.emit(Op::BuildDict, &[window + 1, first, count as u8])?;
                } else if count > 8 {
                    self.emit(Op::DictAdd, &[window + 1, pair, pair + 1])?;
                }
                if count >= 8 {
                    self.free_to(first);
                }
            }
        }
        if count > 0 {
            made.keywords = true;
            if count < 8 {
                self.emit(Op::BuildDict, &[window + 1, first, count as u8])?;
            }
            self.free_to(save);
        }
        made.annotations = self.annotations(parameters, returns, window + 2)?;
        self.free_to(save);
        Ok(made)
    }

    /// The dict of annotations, in CPython's order: positional ones, then `*args`, keyword-only ones, `**kwargs`, `return`.
    fn annotations(&mut self, parameters: NodeList, returns: Option<Node>, to: u8) -> R<bool> {
        let mut made = false;
        let order: [&[ParameterKind]; 4] = [
            &[ParameterKind::PositionalOnly, ParameterKind::Positional],
            &[ParameterKind::VarArgs],
            &[ParameterKind::KeywordOnly],
            &[ParameterKind::KwArgs],
        ];
        for kinds in order {
            let mut list = parameters;
            while let Some(parameter) = self.next(&mut list) {
                let Parameter {
                    kind,
                    name,
                    annotation,
                    ..
                } = self.part(parameter);
                if let Some(annotation) = annotation
                    && kinds.contains(&kind)
                {
                    let name = self.name_of(name)?;
                    self.annotation(name, annotation, to, &mut made)?;
                }
            }
        }
        if let Some(annotation) = returns {
            self.annotation(Value::name(n::r#return), annotation, to, &mut made)?;
        }
        Ok(made)
    }

    fn annotation(&mut self, name: Value, annotation: Node, to: u8, made: &mut bool) -> R<()> {
        let mark = self.m.mark();
        self.m.keep(name);
        if !*made {
            self.emit(Op::BuildDict, &[to, 0, 0])?;
            *made = true;
        }
        let save = self.u.sp;
        let pair = self.temps(2)?;
        self.load_constant(pair, name)?;
        if self.future_annotations {
            self.annotation_text(annotation, pair + 1)?;
        } else {
            // `*args: *Ts`: the one item of the unpacked annotation.
            match self.expr(annotation) {
                Expr::Starred { value } => {
                    self.into(value, pair + 1)?;
                    self.emit(Op::Unpack, &[pair + 1, 1, pair + 1])?;
                }
                _ => self.into(annotation, pair + 1)?,
            }
        }
        self.emit(Op::DictAdd, &[to, pair, pair + 1])?;
        self.free_to(save);
        self.m.release(mark);
        Ok(())
    }

    fn signature(
        &mut self,
        scope: u32,
        parameters: NodeList,
        name: Value,
        doc: Value,
    ) -> Signature {
        let mut s = Signature {
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            flags: 0,
            name,
            doc,
        };
        let mut list = parameters;
        while let Some(parameter) = self.next(&mut list) {
            let Parameter { kind, .. } = self.part(parameter);
            match kind {
                ParameterKind::PositionalOnly => {
                    s.positional = s.positional.saturating_add(1);
                    s.positional_only = s.positional_only.saturating_add(1);
                }
                ParameterKind::Positional => s.positional = s.positional.saturating_add(1),
                ParameterKind::KeywordOnly => s.keyword_only = s.keyword_only.saturating_add(1),
                ParameterKind::VarArgs => s.flags |= code::flags::VARARGS,
                ParameterKind::KwArgs => s.flags |= code::flags::VARKEYWORDS,
            }
        }
        let (is_async, yields) = (
            self.scope_has(scope, scope_flags::ASYNC),
            self.scope_has(scope, scope_flags::YIELDS),
        );
        s.flags |= match (is_async, yields) {
            (true, true) => code::flags::ASYNC_GENERATOR,
            (true, false) => code::flags::COROUTINE,
            (false, true) => code::flags::GENERATOR,
            _ => 0,
        };
        s
    }

    pub(super) fn lambda(&mut self, node: Node, to: u8) -> R<()> {
        let Expr::Lambda { parameters, body } = self.expr(node) else {
            return Ok(());
        };
        let w = self.window(to)?;
        self.temps(2)?;
        let made = self.prepare(parameters, None, w)?;
        let scope = self.child(node);
        let name = self.m.intern(b"<lambda>")?;
        let qualname = self.qualify(name)?;
        let signature = self.signature(scope, parameters, name, Value::UNBOUND);
        let line = self.line(node);
        let code = self.nested_unit(scope, line, qualname, signature, &mut |c| {
            c.return_value(body)
        })?;
        self.make_function(scope, code, made)?;
        self.move_to(to, w)
    }

    fn return_value(&mut self, body: Node) -> R<()> {
        let v = self.value(body)?;
        self.at_line(body);
        self.emit(Op::Return, &[v])
    }

    /// A function without parameters that computes the expression when it is called.
    pub(super) fn lazy_value(&mut self, value: Node, name: Value, to: u8) -> R<()> {
        let scope = self.child(value);
        let save = self.u.sp;
        let w = self.temps(3)?;
        let qualname = self.qualify(name)?;
        let signature = self.signature(scope, NodeList::EMPTY, name, Value::UNBOUND);
        let line = self.line(value);
        let code = self.nested_unit(scope, line, qualname, signature, &mut |c| {
            c.return_value(value)
        })?;
        self.make_function(
            scope,
            code,
            Made {
                window: w,
                defaults: false,
                keywords: false,
                annotations: false,
            },
        )?;
        self.move_to(to, w)?;
        self.free_to(save);
        Ok(())
    }

    /// Makes the type parameters and the tuple of them in `to`; their scope becomes the current one.
    pub(super) fn type_parameters(&mut self, node: Node, params: NodeList, to: u8) -> R<bool> {
        if !cfg!(feature = "typing") || params.is_empty() {
            return Ok(false);
        }
        let scope = self.child(node);
        self.scope = scope;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            if self.resolved(at) == super::symbols::Resolved::Local {
                let register = self.temp()?;
                self.set_symbol_slot(at, register);
                if self.symbol_flags(at) & symbol::CELL != 0 {
                    self.load_constant(register, Value::UNBOUND)?;
                    self.emit(Op::MakeCell, &[register])?;
                }
            }
            at = self.next_symbol(at);
        }
        let save = self.u.sp;
        let first = self.temps(params.len() as usize)?;
        let mut list = params;
        let mut register = first;
        while let Some(param) = self.next(&mut list) {
            let inner = self.u.sp;
            let (which, name, bound) = match self.part(param) {
                TypeParam::TypeVar(TypeVar { name, bound }) => (Intrinsic::TypeVar, name, bound),
                TypeParam::TypeVarTuple(TypeVarTuple { name }) => {
                    (Intrinsic::TypeVarTuple, name, None)
                }
                TypeParam::ParamSpec(ParamSpec { name }) => (Intrinsic::ParamSpec, name, None),
            };
            let plain = self.plain_name(name)?;
            self.m.keep(plain);
            let name = self.name_of(name)?;
            self.m.keep(name);
            let w = self.temps(2)?;
            self.load_constant(w, plain)?;
            if let Some(bound) = bound {
                self.lazy_value(bound, name, w + 1)?;
            }
            self.intrinsic(which, w, if bound.is_some() { 2 } else { 1 })?;
            self.move_to(register, w)?;
            self.store_name(name, w)?;
            self.free_to(inner);
            register += 1;
        }
        self.emit(Op::BuildTuple, &[to, first, params.len() as u8])?;
        self.free_to(save);
        Ok(true)
    }

    /// Decorators into windows, each of which is the argument of the one before; the place of what they decorate.
    fn decorators(&mut self, mut decorators: NodeList) -> R<u8> {
        while let Some(decorator) = self.next(&mut decorators) {
            if self.names_emitter(decorator) {
                continue;
            }
            self.refuse_emitter(decorator)?;
            let w = self.temps(2)?;
            self.into(decorator, w)?;
        }
        Ok(self.u.sp)
    }

    /// `micropython.native` and its like speak to the compiler: the module need not be imported. All give bytecode.
    fn names_emitter(&self, decorator: Node) -> bool {
        let Expr::Attribute { value, attr } = self.expr(decorator) else {
            return false;
        };
        let known: [&[u8]; 3] = [b"native", b"viper", b"bytecode"];
        matches!(self.expr(value), Expr::Name { id } if self.is_text(id, b"micropython"))
            && known.iter().any(|name| self.is_text(attr, name))
    }

    /// A SyntaxError for any other decorator of that module.
    fn refuse_emitter(&mut self, decorator: Node) -> R<()> {
        let mut node = decorator;
        while let Expr::Attribute { value, .. } = self.expr(node) {
            node = value;
        }
        if node == decorator
            || !matches!(self.expr(node), Expr::Name { id } if self.is_text(id, b"micropython"))
        {
            return Ok(());
        }
        let text = crate::machine::Piece::S("invalid micropython decorator");
        Err(self.syntax_error(decorator, &[text]))
    }

    /// Applies the decorators, the last first; the register of the result.
    fn decorate(&mut self, decorators: NodeList, place: u8) -> R<u8> {
        let mut at = place;
        for i in (0..decorators.len()).rev() {
            if let Some(decorator) = decorators.get(self, i) {
                if self.names_emitter(decorator) {
                    continue;
                }
                self.at_line(decorator);
            }
            at -= 2;
            self.emit(Op::Call, &[at, 1])?;
        }
        Ok(at)
    }

    fn definition_line(&self, node: Node, decorators: NodeList) -> u32 {
        decorators
            .get(self, 0)
            .map_or(self.line(node), |d| self.line(d))
    }

    pub(super) fn function_statement(&mut self, node: Node) -> R<()> {
        let Stmt::FunctionDef {
            name,
            type_params,
            parameters,
            returns,
            body,
            decorators,
            ..
        } = self.stmt(node)
        else {
            return Ok(());
        };
        let outer = self.scope;
        let place = self.decorators(decorators)?;
        let w = self.temps(3)?;
        self.at_line(node);
        let name = self.name_of(name)?;
        self.m.keep(name);
        let params = if type_params.is_empty() {
            None
        } else {
            Some(self.temp()?)
        };
        if let Some(params) = params {
            self.type_parameters(node, type_params, params)?;
        }
        let made = self.prepare(parameters, returns, w)?;
        let line = self.definition_line(node, decorators);
        self.function(node, name, parameters, body, line, made)?;
        self.scope = outer;
        if let Some(params) = params {
            self.set_type_parameters(w, params)?;
        }
        self.free_to(place + 1);
        let result = self.decorate(decorators, place)?;
        self.at_line(node);
        self.store_name(name, result)
    }

    fn set_type_parameters(&mut self, target: u8, params: u8) -> R<()> {
        let pair = self.temps(2)?;
        self.move_to(pair, target)?;
        self.move_to(pair + 1, params)?;
        self.intrinsic(Intrinsic::SetTypeParams, pair, 2)?;
        self.move_to(target, pair)?;
        self.free_to(pair);
        Ok(())
    }

    fn function(
        &mut self,
        node: Node,
        name: Value,
        parameters: NodeList,
        body: NodeList,
        line: u32,
        made: Made,
    ) -> R<()> {
        let scope = self.child(node);
        let qualname = self.qualify(name)?;
        self.m.keep(qualname);
        let mut doc = Value::UNBOUND;
        if let Some(first) = body.get(self, 0)
            && let Stmt::Expr { value } = self.stmt(first)
            && let Some(text) = self.docstring(value)?
        {
            doc = text;
        }
        let signature = self.signature(scope, parameters, name, doc);
        let code = self.nested_unit(scope, line, qualname, signature, &mut |c| {
            c.statements(body)
        })?;
        self.make_function(scope, code, made)
    }

    pub(super) fn class_statement(&mut self, node: Node) -> R<()> {
        let Stmt::ClassDef {
            name: text,
            type_params,
            bases,
            keywords,
            body,
            decorators,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        self.check_keywords(keywords)?;
        let outer = self.scope;
        let place = self.decorators(decorators)?;
        let w = self.temps(4)?;
        self.at_line(node);
        let name = self.name_of(text)?;
        self.m.keep(name);
        let params = if type_params.is_empty() {
            None
        } else {
            Some(self.temp()?)
        };
        if let Some(params) = params {
            self.type_parameters(node, type_params, params)?;
        }
        let scope = self.child(node);
        let plain = self.plain_name(text)?;
        self.m.keep(plain);
        // The name as it is written, but where it is bound as a private name says whether it is global.
        let qualname = if self.is_declared_global(name) {
            plain
        } else {
            self.qualify(plain)?
        };
        self.m.keep(qualname);
        let signature = Signature {
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            flags: code::flags::NAMESPACE,
            name: plain,
            doc: Value::UNBOUND,
        };
        let line = self.definition_line(node, decorators);
        let private = self.private;
        self.private = Some(text);
        let code = self.nested_unit(scope, line, qualname, signature, &mut |c| {
            c.class_body(scope, qualname, body)
        })?;
        self.private = private;
        let at = self.u.sp;
        self.make_function(
            scope,
            code,
            Made {
                window: at,
                defaults: false,
                keywords: false,
                annotations: false,
            },
        )?;
        self.emit(Op::Move, &[w, at])?;
        self.load_constant(w + 1, plain)?;
        self.bases(bases, params, w + 2)?;
        self.class_keywords(keywords, w + 3, w)?;
        self.at_line(node);
        self.emit(Op::MakeClass, &[w])?;
        self.scope = outer;
        if let Some(params) = params {
            self.emit_cached(
                Op::StoreAttr,
                &[w],
                Value::name(n::__type_params__),
                &[params],
            )?;
        }
        self.free_to(place + 1);
        let result = self.decorate(decorators, place)?;
        self.at_line(node);
        self.store_name(name, result)
    }

    fn bases(&mut self, bases: NodeList, params: Option<u8>, to: u8) -> R<()> {
        let Some(params) = params else {
            return self.tuple_display(bases, to);
        };
        let save = self.u.sp;
        self.gather(bases, to)?;
        let generic = self.temp()?;
        self.move_to(generic, params)?;
        self.intrinsic(Intrinsic::Generic, generic, 1)?;
        self.emit(Op::ListAppend, &[to, generic])?;
        self.emit(Op::ListToTuple, &[to, to])?;
        self.free_to(save);
        Ok(())
    }

    fn class_keywords(&mut self, keywords: NodeList, to: u8, class: u8) -> R<()> {
        let save = self.u.sp;
        self.keyword_dict(keywords, to, class)?;
        self.free_to(save);
        Ok(())
    }

    fn class_body(&mut self, scope: u32, qualname: Value, body: NodeList) -> R<()> {
        let save = self.u.sp;
        let r = self.temp()?;
        self.load_module_name(r)?;
        self.store_namespace(n::__module__, r)?;
        self.load_constant(r, qualname)?;
        self.store_namespace(n::__qualname__, r)?;
        let mut body = body;
        if let Some((first, rest)) = body.split_first(self)
            && let Stmt::Expr { value } = self.stmt(first)
            && let Some(doc) = self.docstring(value)?
        {
            self.load_constant(r, doc)?;
            self.store_namespace(n::__doc__, r)?;
            body = rest;
        }
        self.free_to(save);
        self.statements(body)?;
        if self.scope_has(scope, scope_flags::CLASS_CELL) {
            let cell = self.class_cell(scope);
            self.store_namespace(n::__classcell__, cell)?;
        }
        Ok(())
    }
}
