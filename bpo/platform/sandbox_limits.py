"""What a process that parses a client's file is still able to do: almost nothing but compute.

The kernel holds every limit; nothing here trusts the parser. Each measure beyond the resource limits is
taken where the kernel offers it, because containers differ in what they allow: without user namespaces
the seccomp filter still refuses sockets, and without either the resource limits still hold.
Linux interfaces: prctl(2), seccomp(2), landlock(7), unshare(2), setrlimit(2).
"""

import ctypes
import math
import os
import platform
import resource
import signal
import struct
import time
from contextlib import suppress
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
_FILE_BYTES = 64 << 20
_OPEN_FILES = 64
_PAGE = resource.getpagesize()

# Kernel call numbers by machine; the second list is absent on machines younger than fork(2).
_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED: dict[str, tuple[int, ...]] = {
    # socket connect accept bind listen socketpair fork vfork execve kill ptrace rt_sigqueueinfo setrlimit
    # mount umount2 tkill add_key request_key keyctl unshare accept4 rt_tgsigqueueinfo perf_event_open
    # setns process_vm_readv process_vm_writev bpf execveat userfaultfd
    # pidfd_send_signal io_uring_setup pidfd_open pidfd_getfd truncate
    "x86_64": (
        *(41, 42, 43, 49, 50, 53, 57, 58, 59, 62, 101, 129, 160, 165, 166, 200, 248, 249, 250, 272, 288, 297),
        *(298, 308, 310, 311, 321, 322, 323, 424, 425, 434, 438, 76),
    ),
    # the same calls, without fork and vfork
    "aarch64": (
        *(198, 203, 202, 200, 201, 199, 221, 129, 117, 138, 164, 40, 39, 130, 217, 218, 219, 97, 242, 240),
        *(241, 268, 270, 271, 280, 281, 282, 424, 425, 434, 438, 45),
    ),
}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_PRLIMIT = {"x86_64": 302, "aarch64": 261}


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; leave at once if it already has."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def leave_network() -> bool:
    """Move into an empty network namespace; False where the kernel does not allow it.

    Sockets in the file system still work, so a server may do this once for all its children. The process
    must have one thread. An ordinary user needs a user namespace of its own first.
    """
    uid, gid = os.getuid(), os.getgid()
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    return True


def hide_memory() -> None:
    """Keep other processes of the same user from reading or writing this one's memory."""
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def address_space() -> tuple[int, int]:
    """Bytes of address space this process has mapped now, and how many of them it may write to."""
    sizes = Path("/proc/self/statm").read_text().split()
    return int(sizes[0]) * _PAGE, int(sizes[5]) * _PAGE


def limit_resources(*, cpu_seconds: int, wall_seconds: float, memory_bytes: int) -> None:
    """Set the limits of one parse; `memory_bytes` counts on top of what the process has mapped already.

    Processor time past the limit ends the process by SIGXCPU, wall time by SIGALRM, memory shows as
    MemoryError or a failed allocation.
    """
    mapped, writable = address_space()
    ceiling = mapped + memory_bytes
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    # A runtime may have reserved far more than it uses: what it then takes of that counts as well.
    resource.setrlimit(resource.RLIMIT_DATA, (writable + memory_bytes, writable + memory_bytes))
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)


def processor_seconds_left() -> float:
    """Seconds of processor time until this process is ended for taking too many; infinite where no limit is set."""
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return math.inf if limit == resource.RLIM_INFINITY else limit - time.process_time()


def wall_seconds_left() -> float:
    """Seconds by the clock until this process is ended for being late; infinite where no limit is set."""
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    return left or math.inf


def give_up_powers() -> None:
    """Refuse this process new files, sockets, processes and signals to others, for good."""
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _forbid_writing()
    _forbid_calls()


def _forbid_writing() -> None:
    # Landlock, first version: all kinds of writing are handled and no path is allowed.
    handled = struct.pack("=Q", 0x1FF2)
    ruleset = _libc.syscall(444, handled, len(handled), 0)
    if ruleset >= 0:
        _libc.syscall(446, ruleset, 0)
        os.close(ruleset)


def _forbid_calls() -> None:
    machine = platform.machine()
    if machine not in _ARCH:
        return
    program = _filter_program(machine)
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _libc.prctl(_PR_SET_SECCOMP, 2, ctypes.create_string_buffer(head, len(head)), 0, 0)


def _filter_program(machine: str) -> bytes:
    """The filter in classic BPF: foreign call tables die, the denied calls answer EPERM."""
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill, refuse, absent = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("=HBBI", code, yes, no, value)

    steps = [step(load, 4), step(equal, _ARCH[machine], 1, 0), step(give, kill), step(load, 0)]
    if machine == "x86_64":  # the x32 call table has its own numbers for the same calls
        steps += [step(at_least, 0x40000000, 0, 1), step(give, kill)]
    for number in _DENIED[machine]:
        steps += [step(equal, number, 0, 1), step(give, refuse)]
    # Reading limits stays possible, setting them (a pointer to new ones, in two halves) does not.
    steps += [step(equal, _PRLIMIT[machine], 0, 5), step(load, 32), step(equal, 0, 0, 2), step(load, 36)]
    steps += [step(equal, 0, 1, 0), step(give, refuse), step(load, 0)]
    # Threads stay possible (a reader may want them), processes do not; clone3 hides its flags in memory,
    # so it is answered "no such call", on which the C library falls back to clone.
    steps += [step(equal, _CLONE3, 0, 1), step(give, absent)]
    steps += [step(equal, _CLONE[machine], 0, 3), step(load, 16), step(any_bit, _CLONE_THREAD, 1, 0)]
    steps += [step(give, refuse), step(give, allow)]
    return b"".join(steps)
