import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A small HTTP server on loopback that gives recorded answers, one connection at a time, on a thread of its own.
final class LoopbackServer: Sendable {
    /// What a request gets: the whole answer as it goes over the wire.
    typealias Handler = @Sendable (_ path: String, _ head: String, _ count: Int) -> String

    let port: UInt16
    private let descriptor: Int32
    private let heads = Mutex<[String]>([])

    var address: String { "http://127.0.0.1:\(port)" }
    /// The heads of all requests so far.
    var requests: [String] { heads.withLock { $0 } }

    init?(_ handler: @escaping Handler) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &name) { start in
            unsafe start.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(descriptor, generic, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            return nil
        }
        port = UInt16(bigEndian: name.sin_port)
        self.descriptor = descriptor
        let server = self
        // It waits in calls of the system, which no thread of Swift's own may do.
        DispatchQueue(label: "loopback").async { server.serve(handler) }
    }

    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func serve(_ handler: Handler) {
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { break }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while bytes.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) == nil, bytes.count < 65_536 {
                let count = unsafe read(connection, &buffer, buffer.count)
                guard count > 0 else { break }
                bytes += buffer[..<count]
            }
            let head = String(decoding: bytes, as: UTF8.self)
            let count = heads.withLock {
                $0.append(head)
                return $0.count
            }
            let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            let answer = Array(handler(path, head, count).utf8)
            _ = unsafe write(connection, answer, answer.count)
            close(connection)
        }
        close(descriptor)
    }

    static func ok(_ body: String, _ fields: String = "") -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(fields)\r\n\(body)"
    }

    static func status(_ line: String, _ fields: String = "") -> String {
        "HTTP/1.1 \(line)\r\nContent-Length: 0\r\nConnection: close\r\n\(fields)\r\n"
    }
}
