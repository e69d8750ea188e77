{{/* The broker's settings, and the files that they name. */}}
{{- define "dormouse.settings" -}}
broker.yaml: |
  listen: 0.0.0.0:2222
  operations: 0.0.0.0:9464
  namespace: {{ .Release.Namespace }}
  userNamespaces: {{ include "dormouse.userNamespaces" . }}
  hostKeys: [/etc/dormouse/keys/host_key]
  userCa: /etc/dormouse/keys/user_ca
  {{- if .Values.broker.trustedUserCas }}
  trustedUserCas: [trusted_user_cas.pub]
  {{- end }}
  {{- with include "dormouse.bundle" . }}
  bundle: {{ . }}
  bundleBy: {{ $.Values.bundle.by }}
  {{- end }}
  {{- with .Values.broker.proxyProtocol }}
  proxyProtocol: {{ toJson . }}
  {{- end }}
  drainFor: {{ .Values.broker.drainFor }}
  helloWithin: {{ .Values.broker.helloWithin }}
  audit: {{ .Values.audit }}
  oldCiphers: {{ .Values.broker.oldCiphers }}
{{- with .Values.broker.trustedUserCas }}
trusted_user_cas.pub: |
  {{- range . }}
  {{ . }}
  {{- end }}
{{- end }}
{{- end }}
