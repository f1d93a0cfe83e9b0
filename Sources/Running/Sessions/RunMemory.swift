import Model
import Sandbox

/// What came of running sessions before, so that nothing is run twice.
package protocol RunMemory: Sendable {
    /// What was said of the steps of a session, counted from 0; nil where it was not run.
    func replies(to question: RunQuestion) -> [SessionReply]?
    func keep(_ replies: [SessionReply], for question: RunQuestion)
    /// Is called at the end of a run.
    func save()
}

/// All that decides what comes of running a session, but for time and chance.
package struct RunQuestion: Hashable, Sendable {
    /// What the file system says of the programs and of what they may take in.
    package var evidence: [String]
    /// The code, the files beside it, and how they are run.
    package var words: [String]

    package init(evidence: [String], words: [String]) {
        self.evidence = evidence
        self.words = words
    }
}

extension RunQuestion {
    /// - Parameters:
    ///   - evidence: of the session's language.
    ///   - limit: how long a snippet may run that says nothing else, in milliseconds.
    init(_ session: Session, evidence: [String], limit: Int) {
        // Where a session stands on its page decides nothing.
        var session = session
        for index in session.steps.indices { session.steps[index].place = index }
        var words = [
            session.language.id,
            SessionRequest.text([(0, session)], workers: 1, limit: limit, session.language),
            session.prelude, session.project?.identity ?? "",
        ]
        words += session.flags
        for step in session.steps {
            let asks = step.parts.contains { !$0.expectations.isEmpty }
            words.append(
                "\(step.mark.isSetup) \(step.mark.isStandalone) \(step.mark.edition ?? "") \(asks)")
        }
        if let configured = session.language.configured {
            words += ["run"] + (configured.run ?? []) + ["check"] + (configured.check ?? [])
            words.append(configured.ending)
        }
        self.init(evidence: evidence, words: words)
    }
}

extension RunLanguage {
    /// The files and folders of this machine that decide what comes of running code: where all are as they were, so is
    /// what code finds. Code may start any program that is installed.
    var evidence: [String] {
        var evidence = Programs.searchPath.split(separator: ":").map { Programs.identity(of: String($0)) }
        // What packages of the system brought.
        for list in ["/var/lib/dpkg/status", "/var/lib/rpm/rpmdb.sqlite", "/lib/apk/db/installed"] {
            evidence.append(Programs.identity(of: list))
        }
        if let path = Programs.path(program) {
            evidence += Programs.evidence(of: path)
            let real = Programs.real(path) ?? path
            let own = real.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
            for prefix in Set([own, "/usr", "/usr/local"]).sorted() {
                evidence += libraries.flatMap { Programs.identities(like: prefix + $0) }
            }
        }
        if let compiler = CompileCatalog.all.first(where: { $0.id == id }) {
            evidence += compiler.search.evidence
        }
        return evidence
    }

    /// Where its packages are below the folder that its programs are in.
    private var libraries: [String] {
        switch id {
        case Self.python.id: ["/lib/python3*/site-packages", "/lib/python3*/dist-packages"]
        case Self.javaScript.id, Self.typeScript.id: ["/lib/node_modules", "/share/nodejs"]
        case Self.ruby.id: ["/lib/ruby/gems/*/gems", "/lib/ruby/vendor_ruby"]
        case Self.php.id: ["/share/php", "/lib/php/*"]
        default: []
        }
    }
}

extension SessionReply {
    /// Whether the same would be said again: not what ran out of time, nor what could not be made.
    var isLasting: Bool {
        switch ending {
        case .finished, .exited: true
        case .failed(let failure): !failure.kinds.contains(ProgramRun.noProgram)
        case .timedOut, .signalled: false
        }
    }
}
