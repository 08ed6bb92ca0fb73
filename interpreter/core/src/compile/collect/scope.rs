//! What opens a scope or names one: functions, classes, type parameters, `global` and `nonlocal`.

use crate::compile::Compiler;
use crate::compile::symbols::{ScopeKind, flags, scope_flags};
use crate::machine::Piece;
use crate::native::R;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(super) fn collect_declaration(
        &mut self,
        node: Node,
        mut names: NodeList,
        flag: u32,
    ) -> R<()> {
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
    pub(super) fn collect_type_parameters(&mut self, node: Node, mut params: NodeList) -> R<u32> {
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

    pub(super) fn collect_function(&mut self, node: Node) -> R<()> {
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

    pub(super) fn collect_defaults(&mut self, mut parameters: NodeList) -> R<()> {
        while let Some(parameter) = self.next(&mut parameters) {
            let Parameter { default, .. } = self.part(parameter);
            self.collect_option(default)?;
        }
        Ok(())
    }

    /// Parameters become the first symbols of the scope, in the order of their registers.
    pub(super) fn collect_parameters(&mut self, parameters: NodeList) -> R<()> {
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

    pub(super) fn collect_class(&mut self, node: Node) -> R<()> {
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

    /// A name in the current scope. The module's names need no record: they are all global.
    pub(super) fn note_name(&mut self, text: Text, add: u32, node: Node) -> R<()> {
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
}
