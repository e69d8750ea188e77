{{/* What the objects of a part are called. */}}
{{- define "dormouse.keys" -}}
{{ .Values.keys.existingSecret | default (printf "%s-keys" .Release.Name) }}
{{- end }}

{{- define "dormouse.userNamespaces" -}}
{{ .Values.userNamespaces | default (printf "%s-" .Release.Namespace) }}
{{- end }}

{{/* Cluster-wide objects of two releases must not meet. */}}
{{- define "dormouse.clusterWide" -}}
{{ .root.Release.Namespace }}-{{ .root.Release.Name }}-{{ .part }}
{{- end }}

{{- define "dormouse.selector" -}}
app.kubernetes.io/name: dormouse
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "dormouse.labels" -}}
{{ include "dormouse.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* A repository, with the digest or else the tag. */}}
{{- define "dormouse.reference" -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ .image.tag | default .root.Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "dormouse.image" -}}
{{- $_ := required "image.repository is missing: give the name by which your cluster pulls Dormouse's image, without its tag" .Values.image.repository -}}
{{ include "dormouse.reference" (dict "root" . "image" .Values.image) }}
{{- end }}

{{/* Nothing where there is none. */}}
{{- define "dormouse.bundle" -}}
{{- $image := .Values.bundle.image -}}
{{- if $image.repository -}}
{{ include "dormouse.reference" (dict "root" . "image" $image) }}
{{- else if or $image.tag $image.digest -}}
{{ fail "bundle.image has a tag or a digest, but bundle.image.repository is missing: give the name by which your cluster pulls the bundle" }}
{{- end }}
{{- end }}

{{/* 1h30m in seconds. */}}
{{- define "dormouse.seconds" -}}
{{- $all := 0 -}}
{{- range regexFindAll "[0-9]+[hms]" . -1 -}}
{{- $many := dict "h" 3600 "m" 60 "s" 1 -}}
{{- $all = add $all (mul (atoi (regexFind "[0-9]+" .)) (get $many (regexFind "[hms]" .))) -}}
{{- end -}}
{{ $all }}
{{- end }}
