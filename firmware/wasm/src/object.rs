//! Plain JavaScript objects, and the words for the fields of a control transfer.

use js_sys::{Object, Reflect};
use pyrite_flash::{Kind, Pipe, Recipient};
use wasm_bindgen::JsValue;

pub(crate) fn object(fields: impl IntoIterator<Item = (&'static str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// `{setup}` as WebUSB's `controlTransferOut` takes it, `{endpoint}`, or `{}` for a serial port.
pub(crate) fn pipe(pipe: Pipe) -> JsValue {
    match pipe {
        Pipe::Serial => object([]),
        Pipe::Endpoint(number) => object([("endpoint", number.into())]),
        Pipe::Control(setup) => {
            let kind = match setup.kind {
                Kind::Standard => "standard",
                Kind::Class => "class",
                Kind::Vendor => "vendor",
            };
            let recipient = match setup.recipient {
                Recipient::Device => "device",
                Recipient::Interface => "interface",
                Recipient::Endpoint => "endpoint",
            };
            let setup = object([
                ("requestType", kind.into()),
                ("recipient", recipient.into()),
                ("request", setup.request.into()),
                ("value", setup.value.into()),
                ("index", setup.index.into()),
            ]);
            object([("setup", setup)])
        }
    }
}
