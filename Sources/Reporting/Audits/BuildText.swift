import Audit
import Model

/// The record of a build as JSON.
enum BuildText {
    static func write(_ build: BuildRecord, to json: inout JSONWriter) {
        json.field("repository", build.repository)
        json.field("project", build.project)
        json.field("commit", build.commit)
        json.key("commitSeconds")
        json.value(Int(build.commitSeconds))
        json.field("tree", build.tree)
        json.field("toolchain", build.toolchain)
        json.field("lock", build.lock)
        json.field("day", build.day)
        switch build.result {
        case .builds:
            json.field("result", "builds")
            json.field("detail", "")
        case .fails(let complaint):
            json.field("result", "fails")
            json.field("detail", complaint)
        case .notAttempted(let reason):
            json.field("result", "not attempted")
            json.field("detail", reason)
        }
    }

    static func build(_ json: JSONValue) -> BuildRecord? {
        guard let repository = json["repository"]?.text, let project = json["project"]?.text,
            let commit = json["commit"]?.text, let seconds = json["commitSeconds"]?.number,
            let tree = json["tree"]?.text,
            let toolchain = json["toolchain"]?.text, let lock = json["lock"]?.text,
            let day = json["day"]?.text.flatMap({ Day($0) }), let word = json["result"]?.text,
            let detail = json["detail"]?.text
        else { return nil }
        let result: BuildRecord.Result
        switch word {
        case "builds": result = .builds
        case "fails": result = .fails(detail)
        case "not attempted": result = .notAttempted(detail)
        default: return nil
        }
        return BuildRecord(
            repository: repository, project: project, commit: commit, commitSeconds: Int64(seconds),
            tree: tree,
            toolchain: toolchain, lock: lock, day: day, result: result)
    }
}
