//! The density of events over the whole store, one bucket for each column. Independent of the visible window.

use super::scale::DayNumber;

/// The highest level; 0 stands for no events.
pub const MAX_DENSITY_LEVEL: usize = 8;

/// The index of the bucket of a day, among `width` buckets from `first` to `last`.
pub fn bucket(day: DayNumber, (first, last): (DayNumber, DayNumber), width: usize) -> usize {
    let (days, at) = ((last - first + 1).max(1), (day - first).max(0));
    // The whole calendar times the widest terminal does not overflow.
    ((at * width as i64 / days) as usize).min(width.saturating_sub(1))
}

/// The level of each bucket, from 0 to [`MAX_DENSITY_LEVEL`]: the number of its events or, if some bucket has more than the
/// highest level, its share of the fullest one, rounded up.
pub fn density_levels(
    anchors: impl IntoIterator<Item = DayNumber>,
    whole: (DayNumber, DayNumber),
    width: usize,
) -> Vec<usize> {
    let mut counts = vec![0_usize; width];
    for day in anchors {
        if let Some(count) = counts.get_mut(bucket(day, whole, width)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most > MAX_DENSITY_LEVEL {
        for count in &mut counts {
            *count = (*count * MAX_DENSITY_LEVEL).div_ceil(most);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_divide_the_days_evenly() {
        for (day, at) in [(100, 0), (109, 0), (110, 1), (199, 9), (5, 0), (500, 9)] {
            assert_eq!(bucket(day, (100, 199), 10), at, "{day}");
        }
        assert_eq!(bucket(7, (7, 7), 10), 0);
    }

    #[test]
    fn a_bucket_with_an_event_is_never_empty() {
        assert_eq!(density_levels([0, 0, 5, 9], (0, 9), 5), [2, 0, 1, 0, 1]);
        let many = std::iter::repeat_n(0, 800).chain([9]);
        assert_eq!(density_levels(many, (0, 9), 2), [8, 1]);
        assert_eq!(density_levels([3], (0, 9), 0), [0; 0]);
    }
}
