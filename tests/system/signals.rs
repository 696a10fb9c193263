//! Signals: what is left behind, and how the program ends.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Scene, records};

const SIGNALS: [(&str, i32, &str); 3] =
    [("INT", 2, "Interrupted"), ("HUP", 1, "Hung up"), ("TERM", 15, "Terminated")];

/// Longer than anything here takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn send(child: &Child, name: &str) {
    let kill = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

/// The program itself, as the shell runs it.
fn start(scene: &Scene, args: &str) -> Child {
    let mut command = scene.command("sh", &format!("exec $nc {args}"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until a line of its status says what it has to.
fn wait_for(child: &Child, what: &str, is_so: impl Fn(u64) -> bool) {
    let start = Instant::now();
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let set = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        if is_so(u64::from_str_radix(set.trim(), 16).unwrap()) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{status}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Waits until the program handles a signal.
fn handles(child: &Child, number: i32) {
    wait_for(child, "SigCgt:", |set| set >> (number - 1) & 1 == 1);
}

#[test]
fn each_ends_the_program_and_leaves_nothing() {
    for (name, number, said) in SIGNALS {
        let scene = Scene::new();
        let mut child = start(&scene, "batch -o out.jsonl --summary sum.json");
        handles(&child, number);
        // Some reports are there, and more records are awaited.
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(records(50).as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(50));
        send(&child, name);
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.signal(), Some(number), "{name}");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, format!("\n{said}: nothing was kept.\n"));
        assert_eq!(scene.names(), ["ear.toml", "few.jsonl", "me.json"], "{name}");
    }
}

#[test]
fn at_any_moment_there_is_all_or_nothing() {
    let scene = Scene::new();
    scene.write("many.jsonl", &records(3_000));
    scene.write("out.jsonl", "before\n");
    let whole = scene.run("$nc batch many.jsonl").out;
    let names = scene.names();
    for n in 0..24_u64 {
        let child = start(&scene, "batch many.jsonl -o out.jsonl");
        thread::sleep(Duration::from_micros(n * 48_271 % 233 * n * 40));
        let name = ["INT", "TERM", "HUP", "KILL"][usize::try_from(n % 4).unwrap()];
        send(&child, name);
        let ended = child.wait_with_output().unwrap().status;
        let written = scene.read("out.jsonl");
        assert!(written == "before\n" || written == whole, "{name}: {ended}");
        if !ended.success() {
            assert!(ended.signal().is_some(), "{name}: {ended}");
        }
        assert_eq!(scene.names(), names, "{name}: {ended}");
        scene.write("out.jsonl", "before\n");
    }
}

#[test]
fn nothing_is_left_where_nobody_reads() {
    for (name, number, _) in SIGNALS {
        let scene = Scene::new();
        scene.write("many.jsonl", &records(20_000));
        let mut child = start(&scene, "batch many.jsonl --summary sum.json");
        child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
        send(&child, name);
        // One is enough, though nobody reads on; a second one does not wait.
        if number == 15 {
            send(&child, name);
        }
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "still there");
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.signal(), Some(number));
        assert_eq!(scene.names(), ["ear.toml", "few.jsonl", "many.jsonl", "me.json"], "{name}");
    }
}

/// As where a terminal was stopped by Ctrl-S.
#[test]
fn it_ends_where_nobody_reads_messages_either() {
    for (name, number, _) in SIGNALS {
        let scene = Scene::new();
        // The pipe is full before the program says anything.
        let mut command = scene.command(
            "sh",
            "mkfifo full; exec 8<> full; dd if=/dev/zero bs=4096 count=100 oflag=nonblock >&8 2>&-; \
             echo ready; exec $nc batch 2>&8",
        );
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        handles(&child, number);
        send(&child, name);
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "{name}: still there");
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.signal(), Some(number), "{name}");
    }
}

#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    for (name, number, _) in SIGNALS {
        let scene = Scene::new();
        let mut command = scene.command("sh", &format!("trap '' {name}; exec $nc batch"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Another one is handled, so that it is ready.
        handles(&child, if number == 15 { 2 } else { 15 });
        send(&child, name);
        thread::sleep(Duration::from_millis(20));
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(records(3).as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{name}");
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3, "{name}");
    }
    // As a script without job control starts it in the background.
    let scene = Scene::new();
    let run = scene.run(
        "(sleep 0.5; cat few.jsonl) | $nc batch > out.jsonl & sleep 0.2; kill -INT $!; wait $!",
    );
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_loop_around_it_ends_as_well() {
    // Bash goes on with its script only if the program dealt with the signal.
    if !super::has("bash") || !super::has("setsid") {
        return;
    }
    let scene = Scene::new();
    let script =
        "for n in 1 2 3; do echo $n >> started; $nc batch < pipe; done; echo end >> started";
    let mut command = scene.command("setsid", "");
    command = {
        let mut inner = super::support::started("setsid");
        inner.args(["bash", "-c", script]).current_dir(scene.folder.path());
        inner.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        inner
    };
    assert!(Command::new("mkfifo").arg(scene.path("pipe")).status().unwrap().success());
    let mut shell = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Opened for writing once the first of them reads.
    let writer = fs::OpenOptions::new().write(true).open(scene.path("pipe")).unwrap();
    thread::sleep(Duration::from_millis(300));
    // To the whole group, as a terminal does it.
    let group = format!("-{}", shell.id());
    assert!(Command::new("kill").args(["-INT", "--", &group]).status().unwrap().success());
    let status = shell.wait().unwrap();
    drop(writer);
    assert_eq!(scene.read("started"), "1\n", "{status}");
}

#[test]
fn the_first_process_of_a_container_ends_as_well() {
    if !super::has("unshare")
        || Command::new("unshare").args(["-pf", "true"]).status().is_ok_and(|s| !s.success())
    {
        super::say("no other process can be the first here: that is not tested");
        return;
    }
    let scene = Scene::new();
    let run = scene.run(
        "mkfifo pipe; unshare -pf --kill-child $nc batch -o out.jsonl < pipe & exec 9> pipe; sleep 0.5; \
         kill -TERM $(cat /proc/$!/task/$!/children); wait $!",
    );
    assert_eq!(run.status, 143, "{run:?}");
    assert!(run.err.ends_with("Terminated: nothing was kept.\n"), "{run:?}");
}
