# Sourced by the scripts that need Debian packages: where this machine gets its own from.

# Prints "<uri> <keyring or ->" of the machine's own archive mirror for the release "$1", from either format of apt's sources.
archive_of() {
  local release=$1 files=()
  mapfile -t files < <(find /etc/apt -maxdepth 2 -name '*.sources' | sort)
  if [ "${#files[@]}" -gt 0 ]; then
    awk -v release="$release" '
      function flush() { if (types ~ /(^| )deb( |$)/ && (" " suites " ") ~ (" " release " ")) { print uri, (key == "" ? "-" : key); found = 1; exit } types = uri = suites = key = "" }
      FNR == 1 && NR > 1 { flush() }
      /^[ \t]*$/ { flush(); next }
      /^Types:/ { $1 = ""; sub(/^ /, ""); types = $0 } /^URIs:/ { uri = $2 }
      /^Suites:/ { $1 = ""; sub(/^ /, ""); suites = $0 } /^Signed-By:/ { key = $2 }
      END { if (!found) flush() }' "${files[@]}"
  fi
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk -v release="$release" '
    $1 == "deb" { key = "-"; field = 2
      while ($field ~ /^\[/ || open) { open = 1; if ($field ~ /signed-by=/) { key = $field; gsub(/.*signed-by=|\].*/, "", key) } if ($field ~ /\]$/) open = 0; field++ }
      if ($(field + 1) == release) { print $field, key; exit } }'
}
