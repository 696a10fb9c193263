//! Writes values as JSON, with every character escaped that a terminal could act on.

use serde::Serialize;

use crate::answers::RecordId;
use crate::text::escape;

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: a report holds strings, finite numbers, and lists and objects of these, whose
    // keys are strings, so this cannot fail.
    escape::json(serde_json::to_string(value).expect("a report can be written as JSON"))
}

/// The bytes that are escaped in a string: JSON asks for it, or a terminal could act on them.
const NEEDS_CARE: [bool; 256] = {
    let mut needs_care = [true; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        needs_care[byte as usize] = byte == b'"' || byte == b'\\';
        byte += 1;
    }
    needs_care
};

/// Appends a string; most need no escapes.
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

/// Appends a record's id as it was written, or `null`.
pub(crate) fn push_id(id: Option<&RecordId>, out: &mut Vec<u8>) {
    match id {
        None => put(out, "null"),
        Some(RecordId::Text(text)) => push_text(text, out),
        Some(number) => push(number, out),
    }
}

/// Appends a fragment of JSON.
#[inline]
pub(super) fn put(out: &mut Vec<u8>, fragment: &str) {
    out.extend_from_slice(fragment.as_bytes());
}

/// Appends the items with commas between them.
#[inline]
pub(super) fn each<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&T, &mut Vec<u8>)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(item, out);
    }
}

/// Removes the comma behind the last item, if there is one.
#[inline]
pub(super) fn end_list(out: &mut Vec<u8>) {
    if out.last() == Some(&b',') {
        out.pop();
    }
}
