import Archive

// The archive and an audit have records of their own for the same things; here are the archive's by other names.

typealias ArchivedUnit = UnitRecord
typealias ArchivedBuild = BuildRecord
