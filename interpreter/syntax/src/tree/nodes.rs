//! The table of all nodes: one line says a node's fields, and encoding and decoding follow from it.
//!
//! `Variant [choice: Type] <text> { field: Type, … }`: the choice is kept in the header, `text` is the source from
//! the node's start to its end and takes no room, the fields take the words that follow.

use super::operators::*;
use super::{Field, HEADER, Node, NodeList, Part, Span, Text, family, write_header};
use crate::store::{Full, Store};

/// The node's own stretch of source.
#[inline]
fn own_text<S: Store + ?Sized>(store: &S, node: Node) -> Text {
    let start = store.get(node.0 + 1);
    Text {
        start,
        len: store.get(node.0 + 2) - start,
    }
}

#[inline]
fn aux_bits<S: Store + ?Sized>(store: &S, node: Node) -> u32 {
    store.get(node.0) >> 8 & 15
}

macro_rules! nodes {
    ($(
        $(#[$family_note:meta])*
        $family:ident = $family_id:ident, $tags:ident, otherwise $otherwise:expr; {
            $( $(#[$note:meta])* $variant:ident
                $([$aux:ident : $aux_type:ty])? $(<$text:ident>)? { $( $field:ident : $type:ty ),* $(,)? } )*
        }
    )*) => { $(
        $(#[$family_note])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum $family {
            $( $(#[$note])* $variant { $($aux: $aux_type,)? $($text: Text,)? $($field: $type,)* }, )*
        }

        #[allow(non_upper_case_globals)]
        mod $tags {
            enum Order { $($variant),* }
            $( pub(super) const $variant: u32 = super::family::$family_id << 6 | Order::$variant as u32; )*
        }

        impl $family {
            pub(crate) fn read<S: Store + ?Sized>(store: &S, node: Node) -> Self {
                match store.get(node.0) & 0xFF {
                    $( $tags::$variant => {
                        #[allow(unused_mut, unused_variables)]
                        let mut at = node.0 + HEADER;
                        $(
                            let $field = <$type as Field>::read(store, at);
                            #[allow(unused_assignments)]
                            { at += <$type as Field>::WORDS; }
                        )*
                        $family::$variant {
                            $($aux: <$aux_type as Aux>::from_bits(aux_bits(store, node)),)?
                            $($text: own_text(store, node),)?
                            $($field,)*
                        }
                    } )*
                    _ => {
                        debug_assert!(false, concat!("not a node of kind ", stringify!($family)));
                        $otherwise
                    }
                }
            }

            pub(crate) fn write<S: Store>(self, store: &mut S, span: Span) -> Result<Node, Full> {
                match self {
                    $( $family::$variant { $($aux,)? $($text: _,)? $($field,)* } => {
                        #[allow(unused_mut, unused_assignments)]
                        let mut aux = 0;
                        $( aux = Aux::to_bits($aux); )?
                        let node = write_header(store, $tags::$variant, aux, span)?;
                        $( Field::write($field, store)?; )*
                        Ok(node)
                    } )*
                }
            }
        }
    )* };
}

macro_rules! parts {
    ($( $(#[$note:meta])* $part:ident $([$aux:ident : $aux_type:ty])? { $( $(#[$field_note:meta])* $field:ident : $type:ty ),* $(,)? } )*) => {
        #[allow(dead_code)]
        enum PartOrder { $($part),* }
        $(
            $(#[$note])*
            #[derive(Clone, Copy, Debug, PartialEq)]
            #[allow(missing_docs)]
            pub struct $part { $(pub $aux: $aux_type,)? $($(#[$field_note])* pub $field: $type,)* }

            impl Part for $part {
                fn read<S: Store + ?Sized>(store: &S, node: Node) -> Self {
                    debug_assert_eq!(store.get(node.0) & 0xFF, Self::TAG);
                    let mut at = node.0 + HEADER;
                    $(
                        let $field = <$type as Field>::read(store, at);
                        #[allow(unused_assignments)]
                        { at += <$type as Field>::WORDS; }
                    )*
                    $part { $($aux: <$aux_type as Aux>::from_bits(aux_bits(store, node)),)? $($field,)* }
                }
            }

            impl $part {
                pub(crate) const TAG: u32 = family::PART << 6 | PartOrder::$part as u32;

                #[allow(dead_code)]
                pub(crate) fn is<S: Store + ?Sized>(store: &S, node: Node) -> bool {
                    store.get(node.0) & 0xFF == Self::TAG
                }

                pub(crate) fn write<S: Store>(self, store: &mut S, span: Span) -> Result<Node, Full> {
                    let $part { $($aux,)? $($field,)* } = self;
                    #[allow(unused_mut, unused_assignments)]
                    let mut aux = 0;
                    $( aux = Aux::to_bits($aux); )?
                    let node = write_header(store, Self::TAG, aux, span)?;
                    $( Field::write($field, store)?; )*
                    Ok(node)
                }
            }
        )*
    };
}

nodes! {
    /// Statements. The `Async…` and `TryStar` nodes of `ast` are flags here.
    Stmt = STMT, stmt, otherwise Stmt::Pass {}; {
        /// `parameters` are [`Parameter`], `type_params` [`TypeVar`], [`TypeVarTuple`] or [`ParamSpec`] (see [`TypeParam`]).
        FunctionDef [is_async: bool] {
            name: Text, type_params: NodeList, parameters: NodeList, returns: Option<Node>, body: NodeList,
            decorators: NodeList,
        }
        /// `keywords` are [`Keyword`].
        ClassDef {
            name: Text, type_params: NodeList, bases: NodeList, keywords: NodeList, body: NodeList, decorators: NodeList,
        }
        Return { value: Option<Node> }
        Delete { targets: NodeList }
        Assign { targets: NodeList, value: Node }
        /// `name` is an [`Expr::Name`].
        TypeAlias { name: Node, type_params: NodeList, value: Node }
        AugAssign [op: Operator] { target: Node, value: Node }
        /// `simple`: the target is a name without parentheses.
        AnnAssign [simple: bool] { target: Node, annotation: Node, value: Option<Node> }
        For [is_async: bool] { target: Node, iter: Node, body: NodeList, orelse: NodeList }
        While { test: Node, body: NodeList, orelse: NodeList }
        /// An `elif` is an `If` alone in `orelse`; chains can be thousands long.
        If { test: Node, body: NodeList, orelse: NodeList }
        /// `items` are [`WithItem`].
        With [is_async: bool] { items: NodeList, body: NodeList }
        /// `cases` are [`MatchCase`].
        Match { subject: Node, cases: NodeList }
        Raise { exc: Option<Node>, cause: Option<Node> }
        /// `handlers` are [`ExceptHandler`]; `is_star`: they are `except*`.
        Try [is_star: bool] { body: NodeList, handlers: NodeList, orelse: NodeList, finalbody: NodeList }
        Assert { test: Node, msg: Option<Node> }
        /// `names` are [`Alias`].
        Import { names: NodeList }
        /// `names` are [`Alias`]; `from m import *` has one, named `*`. `module` can be dotted, as in [`Alias`].
        ImportFrom { module: Option<Text>, names: NodeList, level: u32 }
        /// `names` are [`Expr::Name`].
        Global { names: NodeList }
        /// `names` are [`Expr::Name`].
        Nonlocal { names: NodeList }
        Expr { value: Node }
        Pass {}
        Break {}
        Continue {}
    }

    /// Expressions.
    Expr = EXPR, expr, otherwise Expr::Constant { value: Singleton::None }; {
        /// `a and b and c` is one node with three values.
        BoolOp [op: BoolOperator] { values: NodeList }
        /// `target` is an [`Expr::Name`].
        NamedExpr { target: Node, value: Node }
        /// Chains (`a + b + c …`) nest to the left and can be thousands long.
        BinOp [op: Operator] { left: Node, right: Node }
        /// Chains (`not not … x`) can be thousands long.
        UnaryOp [op: UnaryOperator] { operand: Node }
        /// `parameters` are [`Parameter`].
        Lambda { parameters: NodeList, body: Node }
        /// Chains nest in `orelse` and can be thousands long.
        IfExp { test: Node, body: Node, orelse: Node }
        /// Key, value, key, value, …; the key of `**mapping` is `Node(0)`, see [`Node::is_absent`].
        Dict { items: NodeList }
        Set { elts: NodeList }
        /// `generators` are [`Comprehension`], in all four.
        ListComp { elt: Node, generators: NodeList }
        SetComp { elt: Node, generators: NodeList }
        DictComp { key: Node, value: Node, generators: NodeList }
        GeneratorExp { elt: Node, generators: NodeList }
        Await { value: Node }
        Yield { value: Option<Node> }
        YieldFrom { value: Node }
        /// One comparison; with more it is a `CompareChain`.
        Compare [op: CompareOperator] { left: Node, right: Node }
        /// `a < b < c`: `rest` are [`Comparison`], at least two.
        CompareChain { left: Node, rest: NodeList }
        /// `args` may be `Starred`; `keywords` are [`Keyword`].
        Call { func: Node, args: NodeList, keywords: NodeList }
        /// One replacement field of an f-string; `format_spec` is a `JoinedStr`. For `{x=}` the text `x=` stands before
        /// it as an `FStringText`, and the conversion is already `Repr` when neither conversion nor spec was given.
        FormattedValue [conversion: Conversion] { value: Node, format_spec: Option<Node> }
        /// An f-string, or a concatenation with at least one: `values` are `Str`, `FStringText` and `FormattedValue`.
        JoinedStr { values: NodeList }
        /// Text between the replacement fields of an f-string or in a format spec; `{{` is already a single brace.
        FStringText [kind: TextKind] <text> {}
        Constant [value: Singleton] {}
        /// A number literal: see `literal::integer`, `literal::float_digits`.
        Number [kind: NumberKind] <literal> {}
        /// One string or bytes literal with prefix and quotes: see `literal::decode_string`.
        Str [prefix: StringPrefix] <literal> {}
        /// Implicit concatenation: `pieces` are `Str`, at least two, all of them bytes or none.
        StrConcat { pieces: NodeList }
        Attribute { value: Node, attr: Text }
        /// `slice` is an expression, a `Slice`, or a `Tuple` of them.
        Subscript { value: Node, slice: Node }
        Starred { value: Node }
        Name <id> {}
        List { elts: NodeList }
        Tuple { elts: NodeList }
        Slice { lower: Option<Node>, upper: Option<Node>, step: Option<Node> }
    }

    /// Patterns of `case`.
    Pattern = PATTERN, pattern, otherwise Pattern::MatchAs { pattern: None, name: None }; {
        /// `value` is an expression: a number (with sign or complex), a string, or a dotted name.
        MatchValue { value: Node }
        MatchSingleton [value: Singleton] {}
        MatchSequence { patterns: NodeList }
        /// Key (expression), pattern, key, pattern, …
        MatchMapping { items: NodeList, rest: Option<Text> }
        /// `keywords` are [`KeywordPattern`].
        MatchClass { cls: Node, patterns: NodeList, keywords: NodeList }
        /// `*name`; no name for `*_`.
        MatchStar { name: Option<Text> }
        /// `pattern as name`, `name`, or `_` (neither).
        MatchAs { pattern: Option<Node>, name: Option<Text> }
        MatchOr { patterns: NodeList }
    }
}

parts! {
    /// A parameter of a function. They come in the order of the source, which is also the order of the kinds;
    /// a bare `*` and `/` leave no node.
    Parameter [kind: ParameterKind] { name: Text, annotation: Option<Node>, default: Option<Node> }
    /// `arg=value` in a call or class definition; no `arg` for `**value`.
    Keyword { arg: Option<Text>, value: Node }
    /// `for target in iter if … if …`.
    Comprehension [is_async: bool] { target: Node, iter: Node, ifs: NodeList }
    /// One comparison of a chain.
    Comparison [op: CompareOperator] { right: Node }
    /// `except type as name:`.
    ExceptHandler { exc_type: Option<Node>, name: Option<Text>, body: NodeList }
    /// `context_expr as optional_vars`.
    WithItem { context_expr: Node, optional_vars: Option<Node> }
    /// `case pattern if guard:`.
    MatchCase { pattern: Node, guard: Option<Node>, body: NodeList }
    /// `name as asname`. The name can be dotted, with white space around the dots: see `literal::dotted_parts`.
    Alias { name: Text, asname: Option<Text> }
    /// `name=pattern` in a class pattern.
    KeywordPattern { name: Text, pattern: Node }
    /// `T: bound` in a type parameter list.
    TypeVar { name: Text, bound: Option<Node> }
    /// `*Ts`.
    TypeVarTuple { name: Text }
    /// `**P`.
    ParamSpec { name: Text }
}

/// Any of the three kinds of type parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum TypeParam {
    TypeVar(TypeVar),
    TypeVarTuple(TypeVarTuple),
    ParamSpec(ParamSpec),
}

impl Part for TypeParam {
    fn read<S: Store + ?Sized>(store: &S, node: Node) -> Self {
        if ParamSpec::is(store, node) {
            TypeParam::ParamSpec(ParamSpec::read(store, node))
        } else if TypeVarTuple::is(store, node) {
            TypeParam::TypeVarTuple(TypeVarTuple::read(store, node))
        } else {
            TypeParam::TypeVar(TypeVar::read(store, node))
        }
    }
}

impl Node {
    /// The node that stands for nothing: the key of `**mapping` in a dict display.
    pub const ABSENT: Node = Node(0);

    /// Whether this is [`Node::ABSENT`].
    pub fn is_absent(self) -> bool {
        self.0 == 0
    }
}
