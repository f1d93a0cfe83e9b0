// For the type that GRDB gives bytes as.
internal import Foundation
internal import GRDB

/// Bytes as a column holds them: GRDB knows them as Foundation's `Data`.
typealias DataBlob = Data

extension Data {
    var bytes: [UInt8] { Array(self) }
}

extension [UInt8] {
    var data: Data { Data(self) }
}
