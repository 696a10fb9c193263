//! The functions that the script calls, over one buffer.
//!
//! A request and its reply are bytes in the buffer. An export returns the length of the reply; below
//! zero, the reply is the message of an error, and the length is the number without its sign.

// Only the attributes are unsafe: that a name is exported cannot be checked against other modules.
#![allow(unsafe_code)]

use std::cell::RefCell;

use crate::page::{Page, Reply};

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static PAGE: RefCell<Page> = RefCell::new(Page::new());
}

/// Makes room for a request of this many bytes, and returns its address.
#[unsafe(no_mangle)]
extern "C" fn request(length: usize) -> *mut u8 {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.resize(length, 0);
        buffer.as_mut_ptr()
    })
}

/// The address of the last reply.
#[unsafe(no_mangle)]
extern "C" fn reply() -> *const u8 {
    BUFFER.with_borrow(Vec::as_ptr)
}

/// Answers the request in the buffer.
fn answer(respond: fn(&mut Page, &[u8]) -> Reply) -> isize {
    let request = BUFFER.take();
    let (reply, sign) = match PAGE.with_borrow_mut(|page| respond(page, &request)) {
        Ok(reply) => (reply, 1),
        Err(message) => (message, -1),
    };
    // INVARIANT: an address space of 32 bits has no text with as many bytes as `isize` cannot count.
    let length = sign * reply.len().cast_signed();
    BUFFER.set(reply.into_bytes());
    length
}

macro_rules! exports {
    ($($name:ident),*) => {$(
        #[unsafe(no_mangle)]
        extern "C" fn $name() -> isize {
            answer(Page::$name)
        }
    )*};
}

exports!(
    today, screen, handout, view, read, understand, back, finish, change, ask_open, date, answers,
    rules
);
