/// The options of curl 8.
enum CurlOptions {
    /// Those that want a value, short and long.
    static let shortWithValue = Set("EKCcbdDFPHhmoUxQreXYytzTAuw".utf8)
    static let longWithValue = words(
        """
        abstract-unix-socket alt-svc aws-sigv4 cacert capath cert-type cert ciphers config connect-timeout
        connect-to continue-at cookie-jar cookie create-file-mode crlfile curves data-ascii data-binary
        data-raw data-urlencode data delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-
        url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form-string form ftp-
        account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
        haproxy-clientip header help hostpubmd5 hostpubsha256 hsts httpsig-algo httpsig-headers httpsig-key
        httpsig-keyid interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key-type key
        knownhosts krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-
        filesize max-redirs max-time netrc-file noproxy oauth2-bearer output-dir output parallel-max-host
        parallel-max pass pinnedpubkey preproxy proto-default proto-redir proto proxy-cacert proxy-capath
        proxy-cert-type proxy-cert proxy-ciphers proxy-crlfile proxy-header proxy-key-type proxy-key proxy-
        pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
        proxy-tlsuser proxy-user proxy proxy1.0 pubkey quote random-file range rate referer request-target
        request resolve retry-delay retry-max-time retry sasl-authzid service-name sigalgs socks4 socks4a
        socks5-gssapi-service socks5-hostname socks5 speed-limit speed-time ssl-sessions stderr telnet-
        option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace-ascii
        trace-config trace unix-socket upload-file upload-flags url-query url user-agent user variable vlan-
        priority write-out
        """)

    /// Those that want none.
    static let short = Set("aqfGgI0k46jlLMnN#pJORSisZ123BvV:".utf8)
    static let long = words(
        """
        anyauth append basic ca-native cert-status compressed-ssh compressed create-dirs crlf digest
        disable-eprt disable-epsv disable disallow-username-in-url doh-cert-status doh-insecure dump-ca-
        embed fail-early fail-with-body fail false-start follow form-escape ftp-create-dirs ftp-pasv ftp-
        pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control get globoff haproxy-protocol head http0.9 http1.0
        http1.1 http2-prior-knowledge http2 http3-only http3 ignore-content-length insecure ipv4 ipv6 junk-
        session-cookies list-only location-trusted location mail-rcpt-allowfails manual metalink mptcp
        negotiate netrc-optional netrc next no-alpn no-buffer no-clobber no-keepalive no-npn no-progress-
        meter no-sessionid ntlm-wb ntlm out-null parallel-immediate parallel path-as-is post301 post302
        post303 progress-bar proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-http3
        proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-
        tlsv1 proxytunnel raw remote-header-name remote-name-all remote-name remote-time remove-on-error
        retry-all-errors retry-connrefused sasl-ir show-error show-headers silent skip-existing socks5-basic
        socks5-gssapi-nec socks5-gssapi ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-
        revoke-best-effort ssl sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay
        tftp-no-options tls-earlydata tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tlsv1 tr-encoding trace-ids trace-time
        use-ascii verbose version xattr
        """)

    /// Whether curl knows `--name`: in full, with `no-` before it, or by a beginning that only one has.
    static func knows(_ name: String) -> Bool {
        let plain = name.hasPrefix("no-") ? String(name.dropFirst(3)) : name
        if long.contains(plain) || longWithValue.contains(plain) || long.contains(name) { return true }
        return long.contains { $0.hasPrefix(plain) } || longWithValue.contains { $0.hasPrefix(plain) }
    }

    /// Whether `--name` wants a value.
    static func wantsValue(_ name: String) -> Bool {
        longWithValue.contains(name)
            || !long.contains(name) && longWithValue.contains { $0.hasPrefix(name) }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
