package import Model

extension LifecycleData {
    /// Whether what a reference asks for is still supported.
    ///
    /// Of a range the best counts: `>=3.6` runs on a Python that is supported, `3.6.*` does not.
    /// - Parameters:
    ///   - today: what is past and what is to come is seen from this day.
    ///   - horizon: in days; an end that is nearer is told.
    package func state(of reference: Reference, on today: Day, horizon: Int = 90) -> RuntimeState {
        verdict(on: reference, today: today, horizon: horizon).state
    }

    /// The state of a reference, with the cycle that it comes from.
    package func verdict(on reference: Reference, today: Day, horizon: Int = 90) -> RuntimeVerdict {
        var requirement = reference.requirement
        var name = reference.name
        if reference.kind == .image {
            if let reason = reference.unassessed { return RuntimeVerdict(name, .notAssessed(reason)) }
            guard let product = ImageTag.product(of: name) else {
                return RuntimeVerdict(
                    name, .notAssessed("no release cycles are known for the image `\(name)`"))
            }
            name = product
            guard let cycle = ImageTag.cycle(in: requirement, of: products[name]) else {
                return RuntimeVerdict(name, .notAssessed("the tag `\(requirement)` names no release cycle"))
            }
            requirement = cycle
        } else if let reason = reference.unassessed {
            return RuntimeVerdict(name, .notAssessed(reason))
        }
        guard let product = products[Self.productNames[name] ?? name] else {
            return RuntimeVerdict(name, .notAssessed("no release cycles are known for `\(name)`"))
        }
        let cycles = Self.cycles(of: product, requirement, reference.syntax)
        guard !cycles.isEmpty else {
            return RuntimeVerdict(
                product.title,
                .notAssessed("\(product.title) has no release cycle `\(requirement)` in the data"))
        }
        let states = cycles.map { cycle in
            var judged = cycle
            if Self.endingWithActiveSupport.contains(product.name), let end = cycle.endOfActiveSupport {
                judged.endOfLife = end
                judged.endOfActiveSupport = nil
            }
            if Self.extendedForAll.contains(product.name), let end = cycle.endOfExtendedSupport {
                judged.endOfActiveSupport = cycle.endOfLife
                judged.endOfLife = end
            }
            return (cycle: cycle, state: judged.state(on: today, horizon: horizon))
        }
        // Data older than the day know nothing of cycles that came since: what is open above stays open.
        let best = states.max { $0.state.goodness < $1.state.goodness }!
        return RuntimeVerdict(
            product.title, best.state, cycle: best.cycle, isOnly: cycles.count == 1, source: product.source)
    }

    /// The cycles of which some version fits, newest first.
    private static func cycles(
        of product: Product, _ requirement: String, _ syntax: RequirementSyntax
    ) -> [Lifecycle] {
        if let exact = product.cycles.first(where: { $0.name == requirement }), syntax == .cycle {
            return [exact]
        }
        if syntax == .cycle {
            guard let wanted = Version.plain(requirement)?.release else { return [] }
            let inside = product.cycles.filter { cycle in
                // `3.8.10` lies in the cycle `3.8`.
                guard let numbers = Version.plain(cycle.name)?.release else { return false }
                return numbers.count <= wanted.count && wanted.starts(with: numbers)
            }
            if let longest = inside.max(by: { $0.name.utf8.count < $1.name.utf8.count }) { return [longest] }
            // `3` stands for every 3.x.
            return product.cycles.filter { cycle in
                guard let numbers = Version.plain(cycle.name)?.release else { return false }
                return numbers.count > wanted.count && numbers.starts(with: wanted)
            }
        }
        guard let read = try? syntax.read(requirement) else { return [] }
        return product.cycles.filter { cycle in
            // A cycle is open at its end: what it will have is as good as what it has.
            var versions = [cycle.name, cycle.name + ".0", cycle.name + ".999", cycle.name + ".0.0"]
            if let latest = cycle.latest { versions.append(latest) }
            if VersionText.isDigits(cycle.name[...]) { versions.append(cycle.name + ".999.999") }
            return versions.contains { read.admits($0) == true }
        }
    }

    /// Whose cycles count for a runtime that several make: of Java those of Temurin, which is OpenJDK without a
    /// contract.
    static let productNames = ["java": "eclipse-temurin"]

    /// Products whose extended support is for everybody: Debian's long-term support.
    static let extendedForAll: Set = ["debian"]

    /// Products that get no fixes at all after the end of what the data call active support: of Lambda that is the day
    /// a runtime is deprecated, and the other one the day functions can no longer be updated.
    static let endingWithActiveSupport: Set = ["aws-lambda"]
}

/// The state of a runtime, and what it was judged by.
package struct RuntimeVerdict: Hashable, Sendable {
    /// The product's title: `Node.js`.
    package var product: String
    package var state: RuntimeState
    /// The cycle that the state is of; of a range the best one.
    package var cycle: Lifecycle?
    /// Whether no other cycle fits.
    package var isOnly: Bool
    /// Where the facts are from, where it is not where the rest of the data is from.
    package var source: String?

    init(
        _ product: String, _ state: RuntimeState, cycle: Lifecycle? = nil, isOnly: Bool = false,
        source: String? = nil
    ) {
        self.product = product
        self.state = state
        self.cycle = cycle
        self.isOnly = isOnly
        self.source = source
    }
}

extension RuntimeState {
    /// Which of two states is better for whoever may choose.
    fileprivate var goodness: Int {
        switch self {
        case .supported: 5
        case .securityOnly: 4
        case .notAssessed: 3
        case .endsSoon: 2
        case .ended: 1
        }
    }
}

/// What the name and the tag of an image say of the runtime in it.
enum ImageTag {
    private static let products = [
        "python": "python", "node": "nodejs", "ruby": "ruby", "php": "php", "golang": "go", "rust": "rust",
        "swift": "swift", "eclipse-temurin": "eclipse-temurin", "ubuntu": "ubuntu", "debian": "debian",
        "alpine": "alpine-linux", "centos": "centos", "fedora": "fedora", "amazonlinux": "amazon-linux",
        "amazoncorretto": "amazon-corretto", "postgres": "postgresql", "mysql": "mysql", "mariadb": "mariadb",
        "redis": "redis", "mongo": "mongodb", "nginx": "nginx", "httpd": "apache-http-server",
        "elasticsearch": "elasticsearch", "kibana": "kibana", "logstash": "logstash", "rabbitmq": "rabbitmq",
        "memcached": "memcached", "tomcat": "tomcat", "gradle": "gradle", "maven": "apache-maven",
        "traefik": "traefik", "wordpress": "wordpress", "grafana/grafana": "grafana",
        "prom/prometheus": "prometheus", "docker.elastic.co/elasticsearch/elasticsearch": "elasticsearch",
        "docker.elastic.co/kibana/kibana": "kibana", "openjdk": "eclipse-temurin", "perl": "perl",
        "circleci/node": "nodejs", "circleci/python": "python", "cimg/node": "nodejs",
        "cimg/python": "python",
        "microsoft/dotnet": "dotnet", "nextcloud": "nextcloud", "drupal": "drupal",
    ]

    static func product(of image: String) -> String? {
        if let product = products[image] { return product }
        let parts = image.split(separator: "/")
        guard parts.first == "mcr.microsoft.com", parts.count >= 3, parts[1] == "dotnet" else { return nil }
        return parts.contains("framework") ? "dotnetfx" : "dotnet"
    }

    /// The cycle that a tag names by number or by code name: `3.8` of `3.8-slim-buster`, `20.04` of `focal`.
    static func cycle(in tag: String, of product: LifecycleData.Product?) -> String? {
        let plain = tag.hasPrefix("v") ? tag.dropFirst() : tag[...]
        let digits = plain.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let number = digits.hasSuffix(".") ? digits.dropLast() : digits
        let rest = plain[number.endIndex...]
        // `8u292` is Java 8; `12-preview` is not yet 12; a date or a build number is no version.
        if let numbers = VersionText.numbers(number), numbers[0] < 3000 {
            let mark = rest.drop { $0 == "-" }
            if mark.hasPrefix("rc") || mark.hasPrefix("beta") || mark.hasPrefix("alpha")
                || mark.hasPrefix("preview") && product?.name != "dotnet"
            {
                return nil
            }
            if product?.name == "dotnet" || product?.name == "eclipse-temurin" {
                let isWhole = product?.name == "eclipse-temurin" || numbers[0] >= 5
                return isWhole ? String(numbers[0]) : String(number)
            }
            return String(number)
        }
        let word = plain.prefix { $0 != "-" }.lowercased()
        guard !word.isEmpty else { return nil }
        return product?.cycles.first {
            $0.codename?.split(separator: " ").first?.lowercased() == word
        }?.name
    }
}
