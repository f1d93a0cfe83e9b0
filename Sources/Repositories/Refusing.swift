internal import CLibgit2

/// Stands in the place of libgit2's own functions for SSH, and of those for Kerberos, where the program takes the
/// library in: a server that is asked by other means may still lead there. What they return for a mistake is not 0.
@_cdecl("docent_refuses")
func refuse() -> Int32 {
    _ = unsafe git_error_set_str(Int32(GIT_ERROR_NET.rawValue), "docent speaks neither SSH nor Kerberos")
    return -1
}
