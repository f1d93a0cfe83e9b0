import Model

/// What a program that runs sessions is told.
enum SessionRequest {
    /// - Parameter limit: how long a snippet may run that says nothing else, in milliseconds.
    static func text(
        _ sessions: [(id: Int, session: Session)], workers: Int, limit: Int, _ language: RunLanguage
    ) -> String {
        let all = sessions.map { id, session in
            let files = session.files.map { file in
                let text = JSONText.quoted(String(decoding: file.content, as: UTF8.self))
                return "{\"path\":\(JSONText.quoted(file.path)),\"text\":\(text)}"
            }
            var steps = session.steps.map { step in
                let seconds = Double(step.mark.timeout ?? limit) / 1000
                let parts = step.parts.map(self.text)
                return
                    "{\"id\":\(step.place),\"timeout\":\(seconds),\"parts\":[\(parts.joined(separator: ","))]}"
            }
            if !session.prelude.isEmpty {
                // A step that nobody asks about.
                let part = Session.Part(code: session.prelude, line: 0, isTyped: false, expectations: [])
                steps.insert("{\"id\":-1,\"timeout\":60,\"parts\":[\(text(part))]}", at: 0)
            }
            return "{\"id\":\(id),\"files\":[\(files.joined(separator: ","))],"
                + "\"steps\":[\(steps.joined(separator: ","))]}"
        }
        let project = sessions.first?.session.project
        let paths = (project?.searchPaths ?? []).map(JSONText.quoted).joined(separator: ",")
        let links = (project?.links ?? []).map {
            "[\(JSONText.quoted($0.name)),\(JSONText.quoted($0.target))]"
        }
        let isTyped = language.id == RunLanguage.typeScript.id
        return "{\"workers\":\(workers),\"paths\":[\(paths)],\"links\":[\(links.joined(separator: ","))],"
            + "\"types\":\(isTyped),\"sessions\":[\(all.joined(separator: ",\n"))]}"
    }

    private static func text(_ part: Session.Part) -> String {
        let watched = part.watched.map { String($0 - part.line) }.joined(separator: ",")
        return "{\"code\":\(JSONText.quoted(part.code)),\"typed\":\(part.isTyped),"
            + "\"watch\":[\(watched)],\"lines\":\(part.needsLines)}"
    }
}
