import Model

extension BlockParser {
    mutating func startDirective(_ byte: UInt8, _ depth: Int) -> Bool { false }
    mutating func closeDirective(_ c: OpenContainer) {}
    mutating func startProseFence(_ depth: Int, fence: SourceRange, info: SourceRange) -> Bool { false }
    mutating func continueDialectLeaf() -> Bool { false }
}
extension Emitter {
    mutating func emitDirective(_ index: Int, _ block: Block) {}
    mutating func emitVerbatimParts(of node: NodeID, _ block: Block) {}
    mutating func readJSX(_ place: Int, _ end: Int) -> Int { place + 1 }
    mutating func readBrace(_ place: Int, _ range: SourceRange) -> Int { place + 1 }
    mutating func scanVerbatim(_ range: SourceRange, of node: NodeID) {}
    mutating func writeRole(_ token: Token) {}
}
