import Archive

/// Where what runs have found is kept.
enum ArchivePlace {
    /// The file that a user names, else `docent/archive.sqlite` in the folder of the user's data (XDG Base Directory
    /// Specification).
    static func path(_ named: String?) throws(Refusal) -> String {
        if let named { return named }
        let data = Console.environment("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = Console.environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let folder = data ?? home.map({ $0 + "/.local/share" }) else {
            throw Refusal(
                what: "cannot find the archive", why: "neither XDG_DATA_HOME nor HOME names a folder",
                remedy: "name a file with --archive")
        }
        return folder + "/docent/archive.sqlite"
    }
}

extension Refusal {
    init(_ error: ArchiveError) {
        self.init(what: error.operation, why: error.message, remedy: error.remedy)
    }
}
