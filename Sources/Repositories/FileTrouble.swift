#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An error number of the operating system.
struct SystemError: Error, Hashable {
    var code: Int32

    init(_ code: Int32) { self.code = code }

    var isAboutPermissions: Bool { code == EACCES || code == EPERM || code == EROFS }

    /// The reason, as a clause that goes after "because".
    var reason: String {
        switch code {
        case EACCES, EPERM: "permissions do not allow to read it"
        case ENOENT, ENOTDIR: "it has vanished"
        case ELOOP: "it is a symbolic link"
        case ENAMETOOLONG: "its path is too long"
        case EMFILE, ENFILE: "too many files are open"
        case ENXIO: "it is a socket or a pipe, not a file"
        default: unsafe String(cString: strerror(code)).lowercased()
        }
    }
}

/// Why a file of the file system was not read.
enum FileTrouble: Error, Hashable {
    case system(SystemError)
    case folder
    case special(String)
    case tooLarge(Int)
    case changing
    case readOnly
    case readOnlyFolder
    /// A new file could not be written in its place.
    case notWritten(SystemError)
}
