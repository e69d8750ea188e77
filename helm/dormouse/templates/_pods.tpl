{{/* What every pod of ours is: nobody, with a root that can't be written, as Pod Security's "restricted" wants it. */}}
{{- define "dormouse.pod" -}}
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
{{- range . }}
- name: {{ . }}
{{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "dormouse.container" -}}
image: {{ include "dormouse.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{ include "dormouse.confined" . }}
{{- end }}

{{- define "dormouse.confined" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* Where the JVM unpacks what it loads. */}}
{{- define "dormouse.tmp" -}}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- end }}

{{/* Replicas on nodes and in zones of their own, where there are several. */}}
{{- define "dormouse.spread" -}}
topologySpreadConstraints:
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "dormouse.selector" $ | nindent 6 }}
{{- end }}
{{- end }}

{{/* How a Prometheus without an operator knows our pods. */}}
{{- define "dormouse.scraped" -}}
{{- if .root.Values.monitoring.annotations -}}
prometheus.io/scrape: "true"
prometheus.io/port: {{ .port | quote }}
prometheus.io/path: /metrics
{{- end }}
{{- end }}
