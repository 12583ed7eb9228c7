#!/bin/sh
# Before nginx starts: the rate limit from RATE_LIMIT (requests per second and client address), the page's key from the
# secret that API_KEY_FILE names, and TLS where the folder /etc/nginx/tls holds certificate.pem and key.pem.
set -eu

case "${RATE_LIMIT:-20}" in
  '' | *[!0-9]*) echo "RATE_LIMIT must be requests per second, got \"$RATE_LIMIT\"" >&2; exit 1 ;;
esac
mkdir -p /tmp/nginx
echo "limit_req_zone \$binary_remote_addr zone=requests:10m rate=${RATE_LIMIT:-20}r/s;" >/tmp/nginx/rate.conf

key=
if [ -n "${API_KEY_FILE:-}" ]; then
  [ -r "$API_KEY_FILE" ] || { echo "API_KEY_FILE names $API_KEY_FILE, which user $(id -u) can't read" >&2; exit 1; }
  key=$(tr -d '[:space:]' <"$API_KEY_FILE")
  case "$key" in
    '' | *[!A-Za-z0-9_=+/.-]*) echo "$API_KEY_FILE must hold a key of letters, digits and _ = + / . -" >&2; exit 1 ;;
  esac
fi
(umask 077 && echo "map \$http_x_api_key \$api_key { default \$http_x_api_key; \"\" \"$key\"; }" >/tmp/nginx/key.conf)

tls=/etc/nginx/tls
if [ -e "$tls/certificate.pem" ] || [ -e "$tls/key.pem" ]; then
  for file in certificate.pem key.pem; do
    [ -r "$tls/$file" ] || { echo "TLS needs $tls/$file, readable by user $(id -u)" >&2; exit 1; }
  done
  cat >/tmp/nginx/servers.conf <<CONF
server {
  listen 8080 default_server;
  location = /proxy-health { access_log off; return 200 "ok\n"; }
  location / { return 308 https://\$host\$request_uri; }
}
server {
  listen 8443 ssl default_server;
  ssl_certificate $tls/certificate.pem;
  ssl_certificate_key $tls/key.pem;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache shared:tls:10m;
  ssl_session_tickets off;
  include /etc/nginx/predictiondex-server.conf;
}
CONF
else
  cat >/tmp/nginx/servers.conf <<CONF
server {
  listen 8080 default_server;
  include /etc/nginx/predictiondex-server.conf;
}
CONF
fi
