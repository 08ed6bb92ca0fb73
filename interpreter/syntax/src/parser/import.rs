//! `import` and `from … import`.

use super::{Grammar, Parsed, Start};
use crate::error::Message;
use crate::store::Store;
use crate::token::Kind;
use crate::tree::*;

impl<S: Store> Grammar<'_, S> {
    pub(super) fn import_statement(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let mut names = ListBuilder::default();
        loop {
            let alias_start = self.start();
            let name = self.dotted_name()?;
            let asname = self.as_name()?;
            self.alias(&mut names, alias_start, name, asname)?;
            if !self.eat(Kind::Comma)? {
                break;
            }
        }
        self.stmt(
            start,
            Stmt::Import {
                names: names.list(),
            },
        )
    }

    pub(super) fn import_from(&mut self, start: Start) -> Parsed<Node> {
        self.advance()?;
        let mut level = 0;
        loop {
            level += match self.kind() {
                Kind::Dot => 1,
                Kind::Ellipsis => 3,
                _ => break,
            };
            self.advance()?;
        }
        let module = if level > 0 && self.at(Kind::Import) {
            None
        } else {
            Some(self.dotted_name()?)
        };
        self.expect(Kind::Import)?;
        let names = self.imported_names()?;
        self.stmt(
            start,
            Stmt::ImportFrom {
                module,
                names,
                level,
            },
        )
    }

    fn imported_names(&mut self) -> Parsed<NodeList> {
        let mut names = ListBuilder::default();
        if self.at(Kind::Star) {
            let start = self.start();
            let name = self.token_text();
            self.advance()?;
            self.alias(&mut names, start, name, None)?;
            return Ok(names.list());
        }
        let parenthesized = self.eat(Kind::LParen)?;
        loop {
            let start = self.start();
            let name = self.name()?;
            let asname = self.as_name()?;
            self.alias(&mut names, start, name, asname)?;
            if !self.eat(Kind::Comma)? {
                break;
            }
            if parenthesized && self.at(Kind::RParen) {
                break;
            }
            if self.at(Kind::Newline) {
                return self.here(Message::TrailingImportComma);
            }
        }
        if parenthesized {
            self.expect(Kind::RParen)?;
        }
        Ok(names.list())
    }

    fn alias(
        &mut self,
        names: &mut ListBuilder,
        start: Start,
        name: Text,
        asname: Option<Text>,
    ) -> Parsed<()> {
        let span = self.span(start);
        let result = Alias { name, asname }.write(self.store, span);
        let node = self.kept(result)?;
        self.append(names, node)
    }

    fn as_name(&mut self) -> Parsed<Option<Text>> {
        if self.eat(Kind::As)? {
            self.name().map(Some)
        } else {
            Ok(None)
        }
    }

    /// `a.b.c` as one text.
    fn dotted_name(&mut self) -> Parsed<Text> {
        let first = self.name()?;
        while self.eat(Kind::Dot)? {
            self.name()?;
        }
        Ok(Text {
            start: first.start,
            len: self.state.prev_end - first.start,
        })
    }
}
