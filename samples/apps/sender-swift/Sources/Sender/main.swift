/// One event as Ferry takes it in.
struct Event {
    var stream: String
    var body: String

    /// The request that delivers the event to a Ferry on this machine.
    var request: String {
        """
        POST /in/\(stream) HTTP/1.1\r
        Host: localhost:4000\r
        Content-Type: application/json\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """
    }
}

print(Event(stream: "demo", body: #"{"order": 17}"#).request)
