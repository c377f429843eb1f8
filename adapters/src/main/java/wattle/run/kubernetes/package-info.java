/// # Jobs on Kubernetes
///
/// Takes Jobs of an API server and sets one field of them, `spec.suspend`: the cluster's own Job
/// controller starts and ends their pods. To suspend a Job deletes its pods and resets its start
/// time, so only a Job that goes on from its own checkpoint is ever paused; any other one is
/// started late and left alone.
///
/// [wattle.run.kubernetes.KubernetesRunner] carries out one run for whoever drives it.
/// [wattle.run.kubernetes.Operator] drives all Jobs that ask for it by their annotations
/// ([wattle.run.kubernetes.Note]); nothing is kept but in these annotations. What is expected of
/// the intensity is asked of [wattle.run.kubernetes.ZoneIntensity].
@NullMarked
package wattle.run.kubernetes;

import org.jspecify.annotations.NullMarked;
