//! The machine: its state, and the one way in for everything that works on it. What it does stands in the rooms beside
//! this one.

mod alloc;
pub(crate) mod arith;
mod bind;
mod build;
mod cache;
mod call;
mod error;
mod facts;
mod finalise;
pub(crate) mod frame;
mod generator;
mod hard;
mod import;
mod load;
mod misfit;
mod native_call;
mod pattern;
mod raise;
mod roots;
mod run;
mod scope;
mod slice;
#[cfg(feature = "stress")]
mod stress;
mod task;
mod text;
mod weak;

pub use crate::types::exceptions::Sink;
pub use alloc::{ASCII, HASH_MASK, INTERNED, Mark, character_text, immediate_text};
pub use error::Piece;
pub use roots::Root;
pub(crate) use run::Exit;
pub use scope::SPILL;
#[cfg(feature = "stress")]
pub use stress::Stress;
pub(crate) use task::Place;
pub use task::{Finish, Placed, Progress, Stop, Tick, Wait};
pub use text::Text;

use crate::host::{FindModule, Frozen, Host, SourceLine, WithSource};
use crate::memory::Heap;
use crate::memory::arena::Region;
use crate::native::Space;
use crate::value::{Value, Word};
use task::Task;

/// One Python machine: heap, stack, and what is registered. What is used most comes first: short offsets are shorter code.
#[repr(C)]
pub struct Machine<'a> {
    pub heap: Heap<'a>,
    /// Frames grow up from 0, temporary roots grow down from the end.
    pub stack: Region<'a, Value>,
    /// The window of the frame that runs.
    pub(crate) base: usize,
    /// Offset of the instruction that runs, whenever the loop is not running.
    pub(crate) pc: usize,
    /// First stack word that no frame uses.
    pub(crate) top: usize,
    /// The lowest temporary root.
    pub(crate) temp: usize,
    /// Where the temporary roots of the loop that runs end: what it calls leaves none below. In memory, as the loop has no
    /// register to spare.
    pub(crate) floor: usize,
    /// Native calls that called back into Python and are not finished.
    pub(crate) depth: u32,
    pub(crate) frames: u32,
    pub recursion_limit: u32,
    pub max_depth: u32,
    /// Level of optimisation that is compiled for: from 1 on, assert statements are left out and `__debug__` is false.
    pub optimise: u8,
    /// A tool drives the prompt, not a person.
    pub raw: bool,
    /// Spaces of the core, then of the library, then of the hardware modules.
    spaces: [&'static [&'static Space]; 3],
    pub(crate) roots: [Value; Root::COUNT],
    pub host: &'a mut dyn Host,
    pub frozen: Frozen,
    /// Makes an explanation readable, where it is not there from the beginning.
    pub fetch: fn(&'static str) -> &'static str,
    /// How modules in files are found.
    pub find: FindModule,
    /// How the line of a file is found that a traceback shows.
    pub source_line: SourceLine,
    /// How the text of a file is found, where tracebacks mark the expression in the line.
    pub with_source: WithSource,
    /// Serial number for the next object whose identity is asked for.
    pub(crate) next_identity: u32,
    /// Entries of the identity table.
    pub(crate) identities: usize,
    /// Times that a class changed, or values of classes may have died.
    pub(crate) classes_changed: u32,
    /// Times that tables of globals moved: see `scope::cached_global`.
    pub(crate) tables_moved: u32,
    /// Taken places of the table of interned strings.
    pub(crate) interned: usize,
    pub(crate) gc_enabled: bool,
    /// Collect after that many words (`gc.threshold`), or never early.
    pub(crate) gc_threshold: usize,
    /// There was a collection that `Root::Watcher` was not told of.
    pub(crate) collected: bool,
    /// Collections one after the other that found next to nothing.
    pub(crate) vain_collections: u8,
    /// Steps that collections cost the running slice of the loop, not yet counted.
    pub(crate) toll: i32,
    /// Entries of `Root::Finalisers`, and how many of these, at its front, were found dead.
    pub(crate) finalisers: usize,
    pub(crate) doomed: usize,
    /// A `__del__` is running.
    pub(crate) finalising: bool,
    /// Steps of native code since the start: see `breathe`.
    pub(crate) steps: u32,
    /// What the collector is put under.
    #[cfg(feature = "stress")]
    pub stress: Stress,
    /// The exception that goes up was raised again: the frame it left adds no traceback entry.
    pub(crate) again: bool,
    /// A function of `micropython.schedule` is running.
    pub(crate) scheduling: bool,
    /// A program has scheduled a Ctrl-C, which comes when it is asked for so often; 0: it has not.
    pub(crate) interrupting: u8,
    /// Something wants the loop to stop at the next safe point.
    pub(crate) attention: bool,
    pub(crate) task: Task,
    /// Members of builtin types that were looked up: space, name, index (beyond the table: there is none).
    pub(crate) members: [(u16, u16, u16); crate::ops::MEMBER_CACHE],
    /// Builtin functions that were called lately.
    pub(crate) called: [crate::ops::Called; crate::ops::CALL_CACHE],
    /// What was looked up in classes lately, valid while none has changed.
    pub(crate) lookups: [crate::ops::Lookup; crate::ops::CLASS_CACHE],
    /// Attributes that were looked up by name lately, valid while no class has changed.
    pub(crate) places: [crate::ops::KnownPlace; crate::ops::PLACE_CACHE],
}

impl<'a> Machine<'a> {
    /// A machine in `memory` (the heap, of which `initial` words are used at first) with `stack` for frames.
    pub fn new(
        memory: &'a mut [Word],
        initial: usize,
        stack: &'a mut [Value],
        host: &'a mut dyn Host,
        library: &'static [&'static Space],
        hardware: &'static [&'static Space],
    ) -> Machine<'a> {
        let temp = stack.len();
        let mut m = Machine {
            heap: Heap::new(memory, initial),
            stack: Region::new(stack),
            base: 0,
            pc: 0,
            top: 0,
            temp,
            floor: 0,
            depth: 0,
            frames: 0,
            recursion_limit: 1000,
            max_depth: 200,
            optimise: 0,
            raw: false,
            roots: [Value::NONE; Root::COUNT],
            spaces: [crate::types::SPACES, library, hardware],
            host,
            frozen: Frozen::NONE,
            fetch: |text| text,
            find: |_, _, _| Ok(None),
            source_line: |_, _, _| Ok(None),
            with_source: |_, _, _| Ok(()),
            members: [(u16::MAX, u16::MAX, u16::MAX); crate::ops::MEMBER_CACHE],
            called: [crate::ops::Called::NONE; crate::ops::CALL_CACHE],
            next_identity: 1,
            identities: 0,
            lookups: [crate::ops::Lookup {
                changed: 0,
                class: Value::NONE,
                name: Value::NONE,
                found: None,
            }; crate::ops::CLASS_CACHE],
            places: [crate::ops::KnownPlace::NONE; crate::ops::PLACE_CACHE],
            classes_changed: 1,
            tables_moved: 1,
            interned: 0,
            gc_enabled: true,
            gc_threshold: usize::MAX,
            collected: false,
            vain_collections: 0,
            toll: 0,
            finalisers: 0,
            doomed: 0,
            finalising: false,
            steps: 0,
            #[cfg(feature = "stress")]
            stress: Stress::default(),
            again: false,
            scheduling: false,
            interrupting: 0,
            attention: false,
            task: Task::new(),
        };
        m.prepare_roots();
        m
    }

    /// The space with this number.
    #[inline]
    pub fn space(&self, id: u16) -> &'static Space {
        let mut i = usize::from(id);
        for list in self.spaces {
            if let Some(space) = list.get(i) {
                return space;
            }
            i -= list.len();
        }
        self.spaces[0][0]
    }

    /// All spaces with their numbers.
    pub fn all_spaces(&self) -> impl Iterator<Item = (u16, &'static Space)> + use<> {
        self.spaces
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(i, s)| (i as u16, *s))
    }

    pub fn root(&self, root: Root) -> Value {
        self.roots[root as usize]
    }

    pub fn set_root(&mut self, root: Root, v: Value) {
        self.roots[root as usize] = v;
    }
}
