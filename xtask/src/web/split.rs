//! A module in two: what a prompt and usual programs touch comes first, the rest when it is wanted. Functions of the
//! rest leave stubs behind, which have the page's script load it. Both share memory, tables and globals.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, HashSet};
use walrus::ir::{Call, Const, GlobalSet, RefFunc, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementId, ElementItems, ElementKind, ExportId, ExportItem,
    FunctionBuilder, FunctionId, FunctionKind, GlobalId, GlobalKind, ImportedFunction,
    LocalFunction, Module, RefType, TableId, ValType, passes,
};

/// The exported function that loads the rest, and does nothing else.
const LOAD: &str = "load_rest";
/// The rest imports all from this.
const FIRST: &str = "first";
/// What the first exports beside what is shared: the table of the stubs, and whether it is filled.
const TABLE: &str = "rest_table";
const LOADED: &str = "rest_loaded";
/// A function whose name holds this is moved in any case: calling it loads the rest.
const OF_THE_REST: &str = "of_the_rest";
/// Bytes of functions that are no larger than their stubs would be.
const SMALL: usize = 40;

/// The module with a global for each of its functions, `hitN`, that tells whether it was called.
pub fn marked(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    for (index, id) in local_functions(&module).into_iter().enumerate() {
        let zero = ConstExpr::Value(Value::I32(0));
        let global = module.globals.add_local(ValType::I32, true, false, zero);
        module.exports.add(&format!("hit{index}"), global);
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let entry = function.entry_block();
        let value = Value::I32(1);
        function
            .builder_mut()
            .instr_seq(entry)
            .instr_at(0, Const { value })
            .instr_at(1, GlobalSet { global });
    }
    Ok(module.emit_wasm())
}

fn local_functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

/// The two modules. `hits` says of each function of the module whether it belongs into the first; `texts` are constants
/// that only the rest has.
pub fn split(wasm: &[u8], hits: &[bool], texts: &[Vec<u8>]) -> Result<[Vec<u8>; 2]> {
    let mut first = Module::from_buffer(wasm)?;
    let mut rest = Module::from_buffer(wasm)?;
    let parts = Parts::new(&first, hits)?;
    parts.export_shared(&mut first);
    parts.leave_stubs(&mut first)?;
    parts.import_shared(&mut rest);
    parts.fill_table(&mut rest);
    for text in texts {
        move_text(&mut first, &mut rest, text);
    }
    passes::gc::run(&mut first);
    passes::gc::run(&mut rest);
    Ok([first.emit_wasm(), rest.emit_wasm()])
}

/// Which functions go where, by their places among all: the two modules have them in the same order.
struct Parts {
    /// Moved, and called or named by what stays.
    wanted: Vec<usize>,
    /// What stays, and is called or named by what is moved.
    shared: Vec<usize>,
}

/// The functions that a function names.
#[derive(Default)]
struct Named(HashSet<FunctionId>);

impl<'i> Visitor<'i> for Named {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }

    fn visit_ref_func(&mut self, reference: &RefFunc) {
        self.0.insert(reference.func);
    }
}

fn named(function: &LocalFunction) -> HashSet<FunctionId> {
    let mut named = Named::default();
    dfs_in_order(&mut named, function, function.entry_block());
    named.0
}

fn all_functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(|function| function.id()).collect()
}

impl Parts {
    fn new(module: &Module, hits: &[bool]) -> Result<Parts> {
        let ids = all_functions(module);
        let place: BTreeMap<usize, usize> = ids
            .iter()
            .enumerate()
            .map(|(place, id)| (id.index(), place))
            .collect();
        let place = |id: &FunctionId| place[&id.index()];
        let exported: HashSet<FunctionId> = module
            .exports
            .iter()
            .filter_map(|export| match export.item {
                ExportItem::Function(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut moved = vec![false; ids.len()];
        let mut names = vec![HashSet::new(); ids.len()];
        for ((id, function), hit) in module.funcs.iter_local().zip(hits) {
            let named = named(function);
            // What calls the script has to stay: the script is bound to the first module.
            let calls_out = named
                .iter()
                .any(|id| matches!(module.funcs.get(*id).kind, FunctionKind::Import(_)));
            let size = function
                .original_range
                .as_ref()
                .map_or(0, ExactSizeIterator::len);
            let stays = *hit || calls_out || size <= SMALL || exported.contains(&id);
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            moved[place(&id)] = !stays && module.start != Some(id) || name.contains(OF_THE_REST);
            names[place(&id)] = named;
        }
        let mut wanted = vec![false; ids.len()];
        let mut shared = vec![false; ids.len()];
        for (from, named) in names.iter().enumerate() {
            for to in named.iter().map(place) {
                match (moved[from], moved[to]) {
                    (false, true) => wanted[to] = true,
                    (true, false) => shared[to] = true,
                    _ => {}
                }
            }
        }
        for element in module.elements.iter() {
            if let ElementItems::Functions(items) = &element.items {
                for to in items.iter().map(place).filter(|to| moved[*to]) {
                    wanted[to] = true;
                }
            }
        }
        let places = |set: Vec<bool>| (0..set.len()).filter(|place| set[*place]).collect();
        Ok(Parts {
            wanted: places(wanted),
            shared: places(shared),
        })
    }

    /// Exports what the rest needs of the first.
    fn export_shared(&self, first: &mut Module) {
        for (name, item) in self.shared_items(first) {
            first.exports.add(&name, item);
        }
    }

    /// Functions, memory, tables and globals that both use, with names for them: the same in both.
    fn shared_items(&self, module: &Module) -> Vec<(String, ExportItem)> {
        let ids = all_functions(module);
        let functions = self.shared.iter().map(|place| ids[*place].into());
        let memories = module.memories.iter().map(|memory| memory.id().into());
        let tables = module.tables.iter().map(|table| table.id().into());
        let globals = module.globals.iter().map(|global| global.id().into());
        functions
            .chain(memories)
            .chain(tables)
            .chain(globals)
            .enumerate()
            .map(|(count, item)| (format!("-{count:x}"), item))
            .collect()
    }

    /// Makes stubs of what is moved: they load the rest if it is not there, and call it through a table of their own.
    fn leave_stubs(&self, first: &mut Module) -> Result<()> {
        let ids = all_functions(first);
        let load = first
            .exports
            .get_func(LOAD)
            .context("no function loads the rest")?;
        let count = self.wanted.len() as u64;
        let table = first
            .tables
            .add_local(false, count, Some(count), RefType::FUNCREF);
        first.exports.add(TABLE, table);
        let zero = ConstExpr::Value(Value::I32(0));
        let loaded = first.globals.add_local(ValType::I32, true, false, zero);
        first.exports.add(LOADED, loaded);
        for (slot, place) in self.wanted.iter().enumerate() {
            let stub = stub(first, ids[*place], slot, table, load, loaded);
            first.funcs.get_mut(ids[*place]).kind = FunctionKind::Local(stub);
        }
        Ok(())
    }

    /// Empties the rest of all but functions, and has it import what is shared.
    fn import_shared(&self, rest: &mut Module) {
        let shared = self.shared_items(rest);
        let exports: Vec<ExportId> = rest.exports.iter().map(|export| export.id()).collect();
        for id in exports {
            rest.exports.delete(id);
        }
        rest.start = None;
        let elements: Vec<ElementId> = rest.elements.iter().map(|element| element.id()).collect();
        for table in rest.tables.iter_mut() {
            table.elem_segments.clear();
        }
        for id in elements {
            rest.elements.delete(id);
        }
        let segments: Vec<_> = rest.data.iter().map(|data| data.id()).collect();
        for memory in rest.memories.iter_mut() {
            memory.data_segments.clear();
        }
        for id in segments {
            rest.data.delete(id);
        }
        for (name, item) in shared {
            match item {
                ExportItem::Function(id) => {
                    let import = rest.imports.add(FIRST, &name, id);
                    let ty = rest.funcs.get(id).ty();
                    rest.funcs.get_mut(id).kind =
                        FunctionKind::Import(ImportedFunction { import, ty });
                }
                ExportItem::Memory(id) => {
                    let import = rest.imports.add(FIRST, &name, id);
                    rest.memories.get_mut(id).import = Some(import);
                }
                ExportItem::Table(id) => {
                    let import = rest.imports.add(FIRST, &name, id);
                    rest.tables.get_mut(id).import = Some(import);
                }
                ExportItem::Global(id) => {
                    let import = rest.imports.add(FIRST, &name, id);
                    rest.globals.get_mut(id).kind = GlobalKind::Import(import);
                }
                ExportItem::Tag(_) => {}
            }
        }
    }

    /// Has the rest fill the stubs' table as soon as it is there, and say so.
    fn fill_table(&self, rest: &mut Module) {
        let ids = all_functions(rest);
        let count = self.wanted.len() as u64;
        let (table, _) =
            rest.add_import_table(FIRST, TABLE, false, count, Some(count), RefType::FUNCREF);
        let items = self.wanted.iter().map(|place| ids[*place]).collect();
        let offset = ConstExpr::Value(Value::I32(0));
        let kind = ElementKind::Active { table, offset };
        let element = rest.elements.add(kind, ElementItems::Functions(items));
        rest.tables.get_mut(table).elem_segments.insert(element);
        let (loaded, _) = rest.add_import_global(FIRST, LOADED, ValType::I32, true, false);
        let mut builder = FunctionBuilder::new(&mut rest.types, &[], &[]);
        builder.func_body().i32_const(1).global_set(loaded);
        rest.start = Some(builder.finish(Vec::new(), &mut rest.funcs));
    }
}

/// A function in place of one that was moved: it loads the rest if it is not there, and calls what was moved.
fn stub(
    first: &mut Module,
    id: FunctionId,
    slot: usize,
    table: TableId,
    load: FunctionId,
    loaded: GlobalId,
) -> LocalFunction {
    let ty = first.funcs.get(id).ty();
    let (params, results) = first.types.params_results(ty);
    let (params, results) = (params.to_vec(), results.to_vec());
    let args: Vec<_> = params
        .iter()
        .map(|param| first.locals.add(*param))
        .collect();
    let mut builder = FunctionBuilder::new(&mut first.types, &params, &results);
    let mut body = builder.func_body();
    body.global_get(loaded).if_else(
        None,
        |_| {},
        |missing| {
            missing.call(load);
        },
    );
    for arg in &args {
        body.local_get(*arg);
    }
    body.i32_const(slot as i32).call_indirect(ty, table);
    builder.local_func(args)
}

/// Takes a text out of the first module's memory; wasm-opt drops the zeros that it leaves. What is not there stays so.
fn move_text(first: &mut Module, rest: &mut Module, text: &[u8]) {
    let Some(memory) = rest.memories.iter().map(|memory| memory.id()).next() else {
        return;
    };
    let segments: Vec<_> = first.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let data = first.data.get_mut(id);
        let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(offset)),
            ..
        } = data.kind
        else {
            continue;
        };
        let mut stretches = data.value.windows(text.len().max(1));
        let Some(at) = stretches.position(|stretch| stretch == text) else {
            continue;
        };
        if let Some(bytes) = data.value.get_mut(at..at + text.len()) {
            bytes.fill(0);
        }
        let offset = ConstExpr::Value(Value::I32(offset + at as i32));
        let kind = DataKind::Active { memory, offset };
        let segment = rest.data.add(kind, text.to_vec());
        rest.memories.get_mut(memory).data_segments.insert(segment);
        return;
    }
}
