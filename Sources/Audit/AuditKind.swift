package import Model

/// What a finding of an audit says.
package enum AuditKind: String, CaseIterable, Sendable {
    case linkGone = "link-gone"
    case anchorGone = "anchor-gone"
    case pathGone = "path-gone"
    case includeGone = "include-gone"
    case includeChanged = "include-changed"
    case regionMissing = "region-missing"
    case regionUnused = "region-unused"
    case regionDuplicate = "region-duplicate"
    case regionUnbalanced = "region-unbalanced"
    case symbolRemoved = "symbol-removed"
    case symbolRenamed = "symbol-renamed"
    case symbolDeprecated = "symbol-deprecated"
    case operationGone = "operation-gone"
    case operationDeprecated = "operation-deprecated"
    case requestRefused = "request-refused"
    case flagGone = "flag-gone"
    case pinExcludesLatest = "pin-excludes-latest"
    case unequalFloors = "unequal-floors"
    case runtimeEnded = "runtime-ended"
    case runtimeEnds = "runtime-ends"
    case cloudRegionGone = "cloud-region-gone"
    case coveredCodeChanged = "covered-code-changed"
    case coveredCodeGone = "covered-code-gone"
    case dateContradicted = "date-contradicted"
    case datePlaceholder = "date-placeholder"
    case dateFuture = "date-future"
    case buildFails = "build-fails"
    case buildEnvironment = "build-environment"
    case integrationMissing = "integration-missing"
    case integrationOff = "integration-off"
    case integrationNotReached = "integration-not-reached"
    case readmeMissing = "readme-missing"
    case licenceMissing = "licence-missing"
    case lifecycleNotSaid = "lifecycle-not-said"
    case secret
    case ownersUnreadable = "owners-unreadable"

    package var topic: Topic {
        switch self {
        case .linkGone, .anchorGone: .links
        case .pathGone: .paths
        case .includeGone, .includeChanged: .includes
        case .regionMissing, .regionUnused, .regionDuplicate, .regionUnbalanced: .regions
        case .symbolRemoved, .symbolRenamed, .symbolDeprecated: .symbols
        case .operationGone, .operationDeprecated, .requestRefused: .operations
        case .flagGone: .flags
        case .pinExcludesLatest, .unequalFloors: .pins
        case .runtimeEnded, .runtimeEnds: .runtimes
        case .cloudRegionGone: .cloudRegions
        case .coveredCodeChanged, .coveredCodeGone: .coveredCode
        case .dateContradicted, .datePlaceholder, .dateFuture: .dates
        case .buildFails, .buildEnvironment: .builds
        case .integrationMissing, .integrationOff, .integrationNotReached: .integration
        case .readmeMissing: .readme
        case .licenceMissing: .licence
        case .lifecycleNotSaid: .lifecycle
        case .secret: .secrets
        case .ownersUnreadable: .owners
        }
    }

    /// What it makes of the page or project that it is about.
    package var effect: Effect {
        switch self {
        case .linkGone, .anchorGone, .pathGone, .includeGone, .regionMissing, .symbolRemoved, .operationGone,
            .requestRefused, .flagGone, .pinExcludesLatest, .runtimeEnded, .cloudRegionGone,
            .coveredCodeChanged,
            .coveredCodeGone,
            .buildFails:
            .wrong
        case .symbolRenamed, .symbolDeprecated, .operationDeprecated, .runtimeEnds, .buildEnvironment,
            .includeChanged:
            .risk
        case .secret, .integrationOff, .integrationMissing, .integrationNotReached, .readmeMissing,
            .licenceMissing,
            .lifecycleNotSaid, .regionUnused, .regionDuplicate, .regionUnbalanced, .unequalFloors,
            .dateContradicted,
            .datePlaceholder, .dateFuture, .ownersUnreadable:
            .none
        }
    }

    package var severity: Severity {
        switch self {
        case .secret: .error
        case .regionUnused, .unequalFloors, .lifecycleNotSaid, .ownersUnreadable, .dateContradicted,
            .dateFuture,
            .datePlaceholder, .includeChanged:
            .advice
        default: effect == .wrong ? .error : .warning
        }
    }

    /// What something does to the state of a page.
    package enum Effect: Sendable { case wrong, risk, none }
}
