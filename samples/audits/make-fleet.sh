#!/bin/sh
# Makes three small repositories with known truths in them, below the folder that is named: docs, client and examples.
# Commits have fixed dates and names, so that ids and reports are the same everywhere.
set -eu
top=${1:-clones}
mkdir -p "$top"

commit() { # REPOSITORY DATE MESSAGE
    git -C "$top/$1" add -A
    GIT_AUTHOR_DATE="$2T12:00:00Z" GIT_COMMITTER_DATE="$2T12:00:00Z" \
        git -C "$top/$1" -c user.name=Docent -c user.email=docent@example.org -c commit.gpgsign=false \
        commit -q --allow-empty -m "$3"
}

begin() { # REPOSITORY
    git init -q -b main "$top/$1"
}

# The product: `connect` changes in meaning, `close` only in its layout.
begin client
mkdir -p "$top/client/Sources"
cat > "$top/client/Sources/Client.swift" <<'CODE'
struct Client {
    func connect(to host: String) -> Bool { host.isEmpty == false }
    func close() { print("closed") }
}
CODE
echo '# Client' > "$top/client/README.md"
echo 'usage: client serve [--port N] [--verbose]' > "$top/client/help.txt"
commit client 2025-01-10 'First release'
git -C "$top/client" tag 1.0.0
cat > "$top/client/Sources/Client.swift" <<'CODE'
struct Client {
    func connect(to host: String, port: Int) -> Bool { host.isEmpty == false && port > 0 }

    /// Closes the connection.
    func close() {
        // Say so.
        print("closed")
    }
}
CODE
echo 'usage: client serve [--port N] [--log-level LEVEL]' > "$top/client/help.txt"
commit client 2025-06-01 'Connect asks for a port'
git -C "$top/client" tag 2.0.0

# The documentation.
begin docs
mkdir -p "$top/docs/docs"
cat > "$top/docs/docs/index.md" <<'PAGE'
---
owner: docs-team
---
# Guide

<!-- docent: covers client:Sources/Client.swift#Client.connect -->

Begin with [the setup](setup.md). Connect to a host by its name.
PAGE
cat > "$top/docs/docs/closing.md" <<'PAGE'
# Closing

<!-- docent: covers client:Sources/Client.swift#Client.close -->

Close what you have opened. See `docs/setup.md`.
PAGE
cat > "$top/docs/docs/setup.md" <<'PAGE'
# Setup

Copy `scripts/install.sh` and run it. See [the old way](manual.md).
PAGE
cat > "$top/docs/docs/manual.md" <<'PAGE'
# By hand

Nothing here refers to anything.
PAGE
cat > "$top/docs/docs/serve.md" <<'PAGE'
# Serve

```console
$ client serve --port 80 --verbose
$ other --verbose
```
PAGE
mkdir -p "$top/docs/scripts"
echo 'echo installed' > "$top/docs/scripts/install.sh"
cat > "$top/docs/CHANGELOG.md" <<'PAGE'
# Changelog

- `scripts/install.sh` is new
PAGE
echo '* @docs-team' > "$top/docs/CODEOWNERS"
commit docs 2025-02-01 'Write the guide'

# A bulk edit of metadata, and a change that is taken back: no page says anything else after them.
for page in index closing setup manual; do
    sed -i.bak 's/^owner: .*/owner: "@docs-team"/; s/[ ]*$//' "$top/docs/docs/$page.md" && rm "$top/docs/docs/$page.md.bak"
done
commit docs 2025-08-01 'Quote owners everywhere'
echo 'More.' >> "$top/docs/docs/closing.md"
commit docs 2025-08-10 'Say more'
sed -i.bak '$d' "$top/docs/docs/closing.md" && rm "$top/docs/docs/closing.md.bak"
commit docs 2025-08-12 'Revert "Say more"'
git -C "$top/docs" rm -q scripts/install.sh docs/manual.md
commit docs 2025-09-01 'Take the script away, and the old way'
# A clock that was wrong.
echo 'Text.' > "$top/docs/docs/clock.md"
commit docs 1970-01-01 'Add a page on a machine without a battery'

# Samples, one of them with a workflow that does not reach it.
begin examples
mkdir -p "$top/examples/.github/workflows" "$top/examples/hello" "$top/examples/other"
cat > "$top/examples/.github/workflows/ci.yml" <<'CODE'
name: CI
on:
  push:
    paths: ["hello/**"]
jobs:
  build:
    runs-on: ubuntu-latest
    steps: [{run: "python3 -m compileall hello"}]
CODE
for project in hello other; do
    echo "# $project" > "$top/examples/$project/README.md"
    : > "$top/examples/$project/requirements.txt"
    echo 'print("hello")' > "$top/examples/$project/main.py"
done
echo '# Examples' > "$top/examples/README.md"
echo 'Do what you want.' > "$top/examples/LICENSE"
commit examples 2025-03-01 'Two samples'
