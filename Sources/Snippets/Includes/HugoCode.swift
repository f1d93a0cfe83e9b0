import Model

/// Hugo's shortcodes that show a file as code, by the names under which themes and large sites have them.
enum HugoCode {
    /// The parameter that names the file, or else the first value without a name.
    static let shortcodes: [Shortcode] = [
        // Docsy.
        "readfile",
        // The site of Kubernetes.
        "code_sample", "code", "codenew",
        // Istio, Hugo's own docs and others.
        "text_import", "code_snippet", "codefile", "includecode", "import-code",
    ].map { name in
        var code = Shortcode(name: name, file: .named("file"))
        code.language = .named("lang")
        return code
    }

    /// The folders, inside a site, from which a file may be looked for, the likeliest first.
    static func roots(of folder: String, in site: String) -> [String] {
        var roots: [String] = []
        let inside = folder.dropFirst(site.isEmpty ? 0 : site.utf8.count + 1).split(separator: "/")
        if inside.first == "content", inside.count > 1 {
            let start = site.isEmpty ? "" : site + "/"
            roots += [start + "content/\(inside[1])/examples", start + "content/en/examples"]
            roots += [start + "content/\(inside[1])", start + "content"]
        }
        return roots + [site]
    }
}
