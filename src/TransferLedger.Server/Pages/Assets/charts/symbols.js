/** A closed shape by its corners, in radii around its middle; drawn by Plot in a chart and as a path in a legend. */
const shape = (corners) => ({
  draw(context, size) {
    const r = Math.sqrt(size / Math.PI);
    corners.forEach(([x, y], i) => (i === 0 ? context.moveTo(x * r, y * r) : context.lineTo(x * r, y * r)));
    context.closePath();
  },
  path: (r) => `M${corners.map(([x, y]) => `${x * r},${y * r}`).join("L")}Z`,
});

/** Corners at even angles, each ring of them at its own distance: three at 1 are a triangle, ten at 1.3 and 0.6 a star. */
const around = (count, ...distances) =>
  Array.from({ length: count }, (_, i) => {
    const [angle, r] = [(i * 2 * Math.PI) / count - Math.PI / 2, distances[i % distances.length]];
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  });

/** Alike in area, unlike at a glance, in the order of their use. */
export const SYMBOLS = [
  shape(around(24, 1)),
  shape([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
  shape(around(3, 1.35)),
  shape(around(4, 1.3)),
  shape(around(10, 1.45, 0.65)),
  shape(around(3, 1.35).map(([x, y]) => [x, -y])),
  shape(around(6, 1.1)),
];

/** Stands on its pole's foot. */
export const flag = shape([[-0.9, 1.6], [-0.9, -1.4], [1.3, -0.6], [-0.7, 0.2], [-0.7, 1.6]]);
