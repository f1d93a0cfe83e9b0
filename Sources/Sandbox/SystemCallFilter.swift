/// A program for the kernel that lets a command make all system calls but those that no compiler and no snippet needs and
/// that lead out of a sandbox or into rarely used parts of the kernel.
///
/// It is a program of the classic Berkeley packet filter over `struct seccomp_data`, as seccomp(2) and
/// `linux/filter.h` describe it, and goes to bubblewrap with `--seccomp`. What is forbidden fails with EPERM; `clone3`,
/// whose flags stand in memory where a filter cannot look, fails with ENOSYS, so that everybody falls back to
/// `clone`, whose flags it sees.
enum SystemCallFilter {
    /// The name of the file that it is handed over in.
    static let file = "calls"

    /// Nil where the numbers of system calls are not known here: then the namespaces do all the work.
    static var program: [UInt8]? {
        #if os(Linux) && (arch(x86_64) || arch(arm64))
            bytes(of: instructions)
        #else
            nil
        #endif
    }

    /// An instruction of the filter, as `struct sock_filter` has it.
    struct Instruction: Hashable {
        var code: UInt16
        var jumpIfTrue: UInt8 = 0
        var jumpIfFalse: UInt8 = 0
        var value: UInt32
    }

    static func bytes(of instructions: [Instruction]) -> [UInt8] {
        var bytes: [UInt8] = []
        for one in instructions {
            bytes += [UInt8(one.code & 0xFF), UInt8(one.code >> 8), one.jumpIfTrue, one.jumpIfFalse]
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: one.value >> (8 * UInt32($0))) }
        }
        return bytes
    }

    // BPF_LD | BPF_W | BPF_ABS, BPF_JMP | BPF_JEQ | BPF_K, BPF_JMP | BPF_JGE | BPF_K, BPF_JMP | BPF_JSET | BPF_K and
    // BPF_RET | BPF_K of `linux/bpf_common.h`.
    private static let load: UInt16 = 0x20
    private static let jumpIfEqual: UInt16 = 0x15
    private static let jumpIfAtLeast: UInt16 = 0x35
    private static let jumpIfAnyBit: UInt16 = 0x45
    private static let answer: UInt16 = 0x06

    // SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS and SECCOMP_RET_ERRNO of `linux/seccomp.h`.
    private static let allow = Instruction(code: answer, value: 0x7FFF_0000)
    private static let kill = Instruction(code: answer, value: 0x8000_0000)
    private static func fail(with error: UInt32) -> Instruction {
        Instruction(code: answer, value: 0x0005_0000 | error)
    }
    private static let notPermitted: UInt32 = 1
    private static let notImplemented: UInt32 = 38

    /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME of `linux/sched.h`.
    private static let namespaces: UInt32 = 0x7E02_0080

    static var instructions: [Instruction] {
        var program = [
            // The architecture that a call is made for stands at offset 4, its number at 0, its arguments from 16 on.
            Instruction(code: load, value: 4),
            Instruction(code: jumpIfEqual, jumpIfTrue: 1, value: architecture), kill,
            Instruction(code: load, value: 0),
        ]
        if let foreign = firstForeignCall {
            // The calls of x32 have the same meaning under other numbers.
            program += [Instruction(code: jumpIfAtLeast, jumpIfFalse: 1, value: foreign), kill]
        }
        for call in forbidden {
            program += [
                Instruction(code: jumpIfEqual, jumpIfFalse: 1, value: call), fail(with: notPermitted),
            ]
        }
        program += [
            Instruction(code: jumpIfEqual, jumpIfFalse: 1, value: clone3), fail(with: notImplemented),
            Instruction(code: jumpIfEqual, jumpIfFalse: 3, value: clone),
            Instruction(code: load, value: 16),
            Instruction(code: jumpIfAnyBit, jumpIfFalse: 1, value: namespaces), fail(with: notPermitted),
            allow,
        ]
        return program
    }

    private static let clone3: UInt32 = 435

    #if arch(arm64)
        /// AUDIT_ARCH_AARCH64
        private static let architecture: UInt32 = 0xC000_00B7
        private static let firstForeignCall: UInt32? = nil
        private static let clone: UInt32 = 220
        /// Numbers of `asm-generic/unistd.h`.
        private static let own: [UInt32] = [
            // ptrace, process_vm_readv, process_vm_writev, kcmp
            117, 270, 271, 272,
            // mount, umount2, pivot_root, chroot, swapon, swapoff, quotactl, acct
            40, 39, 41, 51, 224, 225, 60, 89,
            // unshare, setns
            97, 268,
            // init_module, delete_module, finit_module, kexec_load, reboot, kexec_file_load
            105, 106, 273, 104, 142, 294,
            // add_key, request_key, keyctl
            217, 218, 219,
            // bpf, perf_event_open, userfaultfd, fanotify_init
            280, 241, 282, 262,
            // name_to_handle_at, open_by_handle_at, lookup_dcookie
            264, 265, 18,
            // settimeofday, clock_settime, adjtimex, clock_adjtime, sethostname, setdomainname, syslog, vhangup
            170, 112, 171, 266, 161, 162, 116, 58,
            // move_pages, mbind, migrate_pages, set_mempolicy
            239, 235, 238, 237,
        ]
    #else
        /// AUDIT_ARCH_X86_64
        private static let architecture: UInt32 = 0xC000_003E
        /// __X32_SYSCALL_BIT
        private static let firstForeignCall: UInt32? = 0x4000_0000
        private static let clone: UInt32 = 56
        /// Numbers of `asm/unistd_64.h`.
        private static let own: [UInt32] = [
            // ptrace, process_vm_readv, process_vm_writev, kcmp
            101, 310, 311, 312,
            // mount, umount2, pivot_root, chroot, swapon, swapoff, quotactl, acct
            165, 166, 155, 161, 167, 168, 179, 163,
            // unshare, setns
            272, 308,
            // init_module, delete_module, finit_module, kexec_load, reboot, kexec_file_load
            175, 176, 313, 246, 169, 320,
            // add_key, request_key, keyctl
            248, 249, 250,
            // bpf, perf_event_open, userfaultfd, fanotify_init
            321, 298, 323, 300,
            // name_to_handle_at, open_by_handle_at, lookup_dcookie
            303, 304, 212,
            // settimeofday, clock_settime, adjtimex, clock_adjtime, sethostname, setdomainname, syslog, vhangup
            164, 227, 159, 305, 170, 171, 103, 153,
            // move_pages, mbind, migrate_pages, set_mempolicy
            279, 237, 256, 238,
            // ioperm, iopl, modify_ldt, uselib, personality
            173, 172, 154, 134, 135,
        ]
    #endif

    /// The new calls have the same numbers everywhere: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick,
    /// pidfd_getfd, mount_setattr, quotactl_fd, and the three of io_uring.
    private static let forbidden: [UInt32] =
        own + [428, 429, 430, 431, 432, 433, 438, 442, 443, 425, 426, 427]
}
