//! Values as JSON that does nothing to a terminal.

use serde::Serialize;

use crate::text::escape;

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: whatever stands in a report is text, a finite number, or made of those under
    // keys that are text, so this cannot fail.
    escape::json(serde_json::to_string(value).expect("a report can be written as JSON"))
}

/// The bytes that may not stand in a text of JSON as they are, or do something to a terminal.
const NEEDS_CARE: [bool; 256] = {
    let mut needs_care = [true; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        needs_care[byte as usize] = byte == b'"' || byte == b'\\';
        byte += 1;
    }
    needs_care
};

/// Appends a text; most need no escapes.
pub(crate) fn push_text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().fold(false, |any, byte| any | NEEDS_CARE[usize::from(byte)]) {
        push(text, out);
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    }
}

/// Appends a value.
pub(super) fn push<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    out.extend_from_slice(json(value).as_bytes());
}
