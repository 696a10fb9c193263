//! The page in the browser: the library as a WebAssembly module, for the script `page.js`.
//!
//! The module imports nothing, so it reaches no network, no clock and no file. The script writes a
//! request into a buffer, calls an export, and reads the reply from the same buffer; the day comes
//! from the script, too. `page` is what the exports do, `view` what is shown of it.

mod exports;
mod page;
mod view;
