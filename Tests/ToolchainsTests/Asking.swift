import Model
import Toolchains

/// As what a snippet passes; nil where it does not.
func form(_ label: String, _ code: String) async -> String? {
    guard case .passed(let form, _) = await syntax(label, code) else { return nil }
    return form
}

/// Where a snippet fails, as `line:column`, and how surely; nil where it does not.
func failure(_ label: String, _ code: String) async -> String? {
    guard case .failed(let fault) = await syntax(label, code) else { return nil }
    let lines = String(decoding: Array(code.utf8)[..<fault.range.lower], as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
    let place = "\(lines.count):\((lines.last?.unicodeScalars.count ?? 0) + 1)"
    return fault.confidence == .certain ? place : "\(place) \(fault.confidence)"
}
