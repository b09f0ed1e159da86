#!/usr/bin/env bash
# Makes a store in OpenFGA, writes model.json and tuples.json into it, and prints what the configuration needs.
#   OPENFGA_URL         where OpenFGA is; http://localhost:8080 if not set
#   OPENFGA_API_TOKEN   the token it wants, if it wants one
set -euo pipefail
cd "$(dirname "$0")"
url="${OPENFGA_URL:-http://localhost:8080}"

headers() {
  echo 'header = "Content-Type: application/json"'
  if [ -n "${OPENFGA_API_TOKEN:-}" ]; then echo "header = \"Authorization: Bearer $OPENFGA_API_TOKEN\""; fi
}
post() { curl --silent --show-error --fail --config <(headers) --data-binary @- "$url$1"; }
value() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

store=$(echo '{"name": "yatagarasu"}' | post /stores | value id)
model=$(post "/stores/$store/authorization-models" < model.json | value authorization_model_id)
{ echo '{"writes": {"tuple_keys":'; cat tuples.json; echo '}}'; } | post "/stores/$store/write" > /dev/null

echo "store_id: \"$store\""
echo "authorization_model_id: \"$model\""
