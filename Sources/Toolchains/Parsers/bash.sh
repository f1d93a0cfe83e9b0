# Parses shell code, and executes nothing. What goes in and comes out: see ParserProcess.
LC_ALL=C
tab=$'\t' newline=$'\n'
# After `set -n` the rest of what `eval` is given is parsed, and none of it is run; the subshell forgets it.
parse() { eval "set -n$newline$1" 2>&1; }
# The lines that bash counts before the first one of the code.
[[ $(parse ')') =~ line\ ([0-9]+) ]] && before=$((BASH_REMATCH[1] - 1))

# The line, column and message of what bash said of the code in `form`.
describe() {
    local line=0 column=0 message= text= said= token= current=0
    while IFS= read -r said; do
        [[ $said =~ line\ ([0-9]+):\ (.*) ]] || continue
        [[ -z $message || $message == warning:* ]] || break
        line=$((BASH_REMATCH[1] - before)) message=${BASH_REMATCH[2]}
    done <<<"$1"
    case $message in
    *'unexpected end of file'*) line=0 ;;
    *'unexpected token `'*)
        token=${message##*unexpected token \`} token=${token%\'*}
        while ((current++ < line)) && IFS= read -r text; do :; done <<<"$form"
        if [[ $token == newline ]]; then
            column=$((${#text} + 1))
        elif [[ $text == *"$token"* && ${text#*"$token"} != *"$token"* ]]; then
            text=${text%%"$token"*}
            text=${text//[$'\x80'-$'\xbf']/}
            column=$((${#text} + 1))
        fi
        ;;
    esac
    fault="$line:$column:${message//$tab/ }"
}

while IFS=' ' read -r -a head; do
    faults= number=0 taken=
    for length in "${head[@]:2}"; do
        IFS= read -r -d '' -n "$length" form
        if [[ -z $taken ]]; then
            if said=$(parse "$form") && [[ -z $said ]]; then
                taken=$number
            else
                describe "$said"
                faults+=$tab$fault
            fi
        fi
        ((number++))
    done
    if [[ -n $taken ]]; then
        printf '%s\t+\t%s\n' "${head[0]}" "$taken"
    else
        printf '%s\t-%s\n' "${head[0]}" "$faults"
    fi
done
