//! The time, the local time zone, and the day that it is there.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::Read as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The folders in which Unix systems have a file for each time zone.
const ZONE_FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// The time, and where the time zone of the system is.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The time at which the program started.
    pub now: Timestamp,
    /// The file with the time zone that holds where the variable `TZ` is not set. Only Unix systems
    /// have one.
    pub localtime: &'a Path,
}

impl Clock<'static> {
    /// The clock of the system. A time beyond the ends of the calendar, the years -9999 and 9999,
    /// counts as that end.
    #[must_use]
    pub fn system() -> Self {
        let now = SystemTime::now();
        let end = if now < UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
        Self {
            now: Timestamp::try_from(now).unwrap_or(end),
            localtime: Path::new("/etc/localtime"),
        }
    }
}

impl Clock<'_> {
    /// The day that it is in a time zone.
    pub(super) fn day(self, zone: TimeZone) -> Date {
        self.now.to_zoned(zone).date()
    }

    /// The local time zone, from the variables `TZ` and `TZDIR`, or else from the system; `None` if
    /// it is not known.
    ///
    /// jiff would find it, too, but reads the whole time zone database for that, which is a seventh of
    /// all work of a screening. So here the one file is read, and jiff is left with what is rare.
    pub(super) fn zone(self, tz: Option<&OsStr>, tzdir: Option<&OsStr>) -> Option<TimeZone> {
        let zone = if cfg!(all(unix, not(target_os = "android"))) {
            tz.map_or_else(|| in_file(self.localtime), |tz| named(tz.to_str()?, tzdir))
        } else {
            TimeZone::try_system().ok()
        };
        // RFC 9636: `-00` is a local time that is not known, as in the zone `Factory`.
        zone.filter(|zone| !zone.is_unknown())
            .filter(|zone| zone.to_offset_info(self.now).abbreviation() != "-00")
    }
}

/// The time zone that a value of `TZ` means: a POSIX string such as `EST5EDT,M3.2.0,M11.1.0`, a
/// file, or a name of the time zone database, also in other letters; a colon may be before it.
fn named(tz: &str, tzdir: Option<&OsStr>) -> Option<TimeZone> {
    let name = tz.strip_prefix(':').unwrap_or(tz);
    // These need no database.
    if ["", "UTC", "Etc/UTC"].iter().any(|utc| name.eq_ignore_ascii_case(utc)) {
        return Some(TimeZone::UTC);
    }
    let folders = || tzdir.into_iter().chain(ZONE_FOLDERS.map(OsStr::new)).map(Path::new);
    let in_other_letters =
        |folder| TimeZoneDatabase::from_dir(folder).and_then(|zones| zones.get(name)).ok();
    TimeZone::posix(name)
        .ok()
        .or_else(|| folders().find_map(|folder| in_file(&folder.join(name))))
        .or_else(|| folders().find_map(in_other_letters))
}

/// The time zone in a file; `None` if there is none.
fn in_file(path: &Path) -> Option<TimeZone> {
    /// The maximum length in bytes; time zones have some thousand.
    const LONGEST: u64 = 1 << 20;
    // To open a pipe would wait for its other end.
    fs::metadata(path).ok().filter(Metadata::is_file)?;
    let mut data = Vec::new();
    File::open(path).ok()?.take(LONGEST).read_to_end(&mut data).ok()?;
    TimeZone::tzif("local", &data).ok()
}
